package io.ecsharden.format.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ecsharden.format.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of the three readers that the measured vectors do not cover. */
class ReadersTest {

  @ParameterizedTest
  @CsvSource({"65535, true", "65536, false"})
  void docker_takes_a_line_of_less_than_64_kib(int length, boolean taken) {
    // Given
    byte[] line = Bytes.joined(Bytes.utf8("A="), Bytes.repeated("x", length - 2));

    // When
    Reading reading = read(Dialect.DOCKER_ENV_FILE, Bytes.joined(line, Bytes.utf8("\nB=1\n")));

    // Then
    assertEquals(taken, reading instanceof Reading.Accepted);
    assertEquals(taken ? 2 : 0, reading.lastByKey().size());
  }

  @Test
  void the_others_take_lines_of_any_length() {
    // Given
    byte[] file = Bytes.joined(Bytes.utf8("A="), Bytes.repeated("x", 300_000));

    // Then
    for (Dialect dialect : List.of(Dialect.ECS_INIT, Dialect.SYSTEMD)) {
      assertEquals(List.of("A=" + "x".repeat(300_000)), texts(read(dialect, file)));
    }
  }

  @Test
  void systemd_alone_refuses_a_noncharacter_in_a_value() {
    // Given
    byte[] file = Bytes.utf8("A=1\nB=\uFFFE\n");

    // Then
    Reading.Refused refused = assertInstanceOf(Reading.Refused.class, read(Dialect.SYSTEMD, file));
    assertEquals(2, refused.line());
    assertEquals(2, read(Dialect.ECS_INIT, file).lastByKey().size());
    assertEquals(2, read(Dialect.DOCKER_ENV_FILE, file).lastByKey().size());
  }

  @Test
  void systemd_takes_invalid_utf_8_in_a_comment_and_docker_does_not() {
    // Given
    byte[] file = Bytes.latin1("# \u00FF\nA=1\n");

    // Then
    assertEquals(List.of("A=1"), texts(read(Dialect.SYSTEMD, file)));
    assertEquals(List.of("A=1"), texts(read(Dialect.ECS_INIT, file)));
    assertEquals(
        new Reading.Refused("invalid env file: invalid utf8 bytes at line 1", 1),
        read(Dialect.DOCKER_ENV_FILE, file));
  }

  @Test
  void systemd_takes_invalid_utf_8_in_a_line_without_an_assignment() {
    // Given
    byte[] file = Bytes.latin1("\u00FF\u00FE\nA=1\n");

    // Then
    assertEquals(List.of("A=1"), texts(read(Dialect.SYSTEMD, file)));
  }

  @Test
  void systemd_refuses_a_nul_anywhere() {
    // Given
    byte[] file = Bytes.utf8("A=1\n# \0\nB=2\n");

    // Then
    assertEquals(2, assertInstanceOf(Reading.Refused.class, read(Dialect.SYSTEMD, file)).line());
  }

  @Test
  void systemd_reads_a_quoted_value_over_lines_and_says_where_it_starts() {
    // Given
    byte[] file = Bytes.utf8("X=0\nA=\"1\n2\" 3 \nB='\n'\n");

    // Then
    assertEquals(
        List.of(
            new Assignment("X", "0", 1),
            new Assignment("A", "1\n23", 2),
            new Assignment("B", "\n", 4)),
        assertInstanceOf(Reading.Accepted.class, read(Dialect.SYSTEMD, file)).assignments());
  }

  @Test
  void ecs_init_takes_any_text_before_the_first_equals_sign_for_a_name() {
    // Given
    byte[] file = Bytes.utf8("\uFEFFA=1\nexport B=2\n# C=3\n =4\nD =5\nE=\"6\"=7\n");

    // Then
    assertEquals(
        List.of("\uFEFFA=1", "export B=2", "# C=3", "=4", "D =5", "E=\"6\"=7"),
        texts(read(Dialect.ECS_INIT, file)));
  }

  @ParameterizedTest
  @CsvSource({"A B=1, contains whitespaces", "'=1', no variable name on line 1"})
  void docker_refuses_odd_names(String line, String message) {
    // When
    Reading reading = read(Dialect.DOCKER_ENV_FILE, Bytes.utf8(line + "\n"));

    // Then
    String error = assertInstanceOf(Reading.Refused.class, reading).error();
    assertEquals(message, error.substring(error.length() - message.length()));
  }

  private static Reading read(Dialect dialect, byte[] file) {
    return EnvFile.parse(file).read(dialect);
  }

  private static List<String> texts(Reading reading) {
    return assertInstanceOf(Reading.Accepted.class, reading).assignments().stream()
        .map(Assignment::text)
        .toList();
  }
}
