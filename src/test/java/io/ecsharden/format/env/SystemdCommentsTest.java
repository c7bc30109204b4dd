package io.ecsharden.format.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A comment that ends in a backslash, for each version of systemd. */
class SystemdCommentsTest {

  @ParameterizedTest
  @CsvSource({
    "219, CONTINUED",
    "252, CONTINUED",
    "253, CONTINUED",
    "254, ONE_LINE",
    "257, ONE_LINE"
  })
  void changed_with_254(int version, SystemdComments rule) {
    assertEquals(rule, SystemdComments.of(Optional.of(version)));
    assertEquals(SystemdComments.UNKNOWN, SystemdComments.of(Optional.empty()));
  }

  @Test
  void swallows_the_next_line_before_254_alone() {
    // Given
    String file = "# note \\\nA=1\nB=2\n";

    // Then
    assertEquals(Set.of("B"), names(file, SystemdComments.CONTINUED));
    assertEquals(Set.of("B"), names(file, SystemdComments.UNKNOWN));
    assertEquals(Set.of("A", "B"), names(file, SystemdComments.ONE_LINE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"# note \\n A\nA=1\n", "# note \\\\ \nA=1\n", "A=x\\\nB=1\n", "#\nA=1\n"})
  void reads_everything_else_the_same_way(String file) {
    assertEquals(
        names(file, SystemdComments.CONTINUED), names(file, SystemdComments.ONE_LINE), file);
  }

  @Test
  void disputes_what_the_version_decides() {
    assertEquals(Set.of("A"), parse("# n \\\nA=1\nB=2\n", SystemdComments.UNKNOWN).disputed());
    assertEquals(Set.of("A"), parse("A=0\n# n \\\nA=1\n", SystemdComments.UNKNOWN).disputed());
    assertEquals(Set.of(), parse("# n \\\nA=1\nA=2\n", SystemdComments.UNKNOWN).disputed());
    assertEquals(Set.of(), parse("# n \\\nA=1\n", SystemdComments.CONTINUED).disputed());
    assertEquals(Set.of(), parse("# n \\\nA=1\n", SystemdComments.ONE_LINE).disputed());
  }

  @Test
  void matter_for_a_file_with_such_a_comment() {
    assertTrue(SystemdComments.matterFor(bytes("A=1\n  ; n \\\r\nB=1\n")));
    assertFalse(SystemdComments.matterFor(bytes("A=x\\\nB=1\n")));
    assertFalse(SystemdComments.matterFor(bytes("# a \\ b\nB=1\n")));
    assertFalse(SystemdComments.matterFor(bytes("")));
  }

  @Test
  void stay_with_a_file_that_is_edited() {
    assertEquals(
        SystemdComments.ONE_LINE,
        parse("A=1\n", SystemdComments.ONE_LINE).with(bytes("A=2\n")).comments());
  }

  private static Set<String> names(String file, SystemdComments rule) {
    return parse(file, rule).read(Dialect.SYSTEMD).lastByKey().keySet();
  }

  private static EnvFile parse(String file, SystemdComments rule) {
    return EnvFile.parse(bytes(file), rule);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
