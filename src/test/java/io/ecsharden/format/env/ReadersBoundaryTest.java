package io.ecsharden.format.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ecsharden.format.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the three readers at their edges, one byte before and after. */
class ReadersBoundaryTest {

  @Test
  void docker_drops_a_byte_order_mark_of_the_first_line_only() {
    assertEquals(List.of("A=1"), docker(Bytes.latin1("\u00EF\u00BB\u00BFA=1\n")));
    assertEquals(List.of("A=1", "\uFEFFB=2"), docker(Bytes.latin1("A=1\n\u00EF\u00BB\u00BFB=2\n")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFE", "\uFEBF", "\uFF3F", "\uEEFF"})
  void docker_keeps_what_only_resembles_a_byte_order_mark(String start) {
    assertEquals(List.of(start + "A=1"), docker(Bytes.utf8(start + "A=1\n")));
  }

  @Test
  void docker_reads_a_file_that_is_a_byte_order_mark_alone() {
    assertEquals(List.of(), docker(Bytes.latin1("\u00EF\u00BB\u00BF")));
  }

  @Test
  void docker_drops_one_carriage_return_at_the_end_of_a_line() {
    assertEquals(List.of("A=1"), docker(Bytes.utf8("A=1\r\n\r\n")));
    assertEquals(List.of("A=1\r"), docker(Bytes.utf8("A=1\r\r\n")));
  }

  @Test
  void docker_refuses_a_line_without_a_name_and_a_name_with_white_space() {
    assertEquals(2, refusedLine("A=1\n=2\n"));
    assertEquals(3, refusedLine("A=1\n\nB C=2\n"));
    assertEquals(1, refusedLine("B\tC=2\n"));
    assertEquals(1, refusedLine("B =2\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "A=\"x\\\"y\"|x\"y",
        "A=\"x\\\\y\"|x\\y",
        "A=\"x\\`y\"|x`y",
        "A=\"x\\$y\"|x$y",
        "A=\"x\\ny\"|x\\ny",
        "A=\"x\\␤y\"|xy",
        "A='x\\y'|x\\y",
        "A=x\\y|xy",
        "A=x\\␤y|xy",
        "A=  x  |x",
        "A='x'  'y'|xy",
        "A=x y |x y",
        "A='x'y\"z\"|xy\"z\"",
        "A=|~~",
        "A=\"\"|~~",
        "A=\"|~~",
        "A=\"x y|x y"
      })
  void systemd_unquotes_a_value(String line, String value) {
    assertEquals(
        value,
        EnvFile.parse(Bytes.utf8(line.replace('␤', '\n')))
            .read(Dialect.SYSTEMD)
            .last("A")
            .orElseThrow()
            .value());
  }

  @Test
  void systemd_trims_a_name_and_keeps_what_is_inside() {
    assertEquals(
        "1",
        EnvFile.parse(Bytes.utf8("  A  =1\n"))
            .read(Dialect.SYSTEMD)
            .last("A")
            .orElseThrow()
            .value());
  }

  private static int refusedLine(String text) {
    return assertInstanceOf(
            Reading.Refused.class, EnvFile.parse(Bytes.utf8(text)).read(Dialect.DOCKER_ENV_FILE))
        .line();
  }

  private static List<String> docker(byte[] file) {
    Reading.Accepted taken =
        assertInstanceOf(Reading.Accepted.class, EnvFile.parse(file).read(Dialect.DOCKER_ENV_FILE));
    return taken.assignments().stream().map(a -> a.key() + "=" + a.value()).toList();
  }
}
