package io.ecsharden.baseline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** From bytes to text. */
class EncodingTest {

  private final TestFiles files = new TestFiles();

  @Test
  void accepts_a_byte_order_mark() throws BadBaseline {
    // Given
    files.with("x.yaml", "\uFEFFschemaVersion: 1\nname: ok\n");

    // When
    Baseline baseline = files.load("x.yaml");

    // Then
    assertEquals("ok", baseline.name());
  }

  @Test
  void counts_columns_after_a_byte_order_mark_from_one() {
    // Then
    assertEquals(
        "x.yaml:1:1: unknown key `schemaversion`; did you mean `schemaVersion`?",
        problems("\uFEFFschemaversion: 1\n").lines().skip(1).findFirst().orElseThrow());
  }

  @Test
  void counts_lines_that_end_in_any_of_the_three_ways() {
    // Then
    assertEquals("x.yaml:4:7: `name` is empty", problems("schemaVersion: 1\r\n#\n#\rname: ''\n"));
    assertEquals(
        "x.yaml:4:2: the character U+0007 is not allowed in YAML",
        problems("schemaVersion: 1\r\n#\n#\r#\u0007\n"));
  }

  @Test
  void counts_columns_in_characters() {
    // Then
    assertEquals(
        "x.yaml:2:5: the character U+0000 is not allowed in YAML",
        problems("schemaVersion: 1\n# \uD83D\uDE00é\0"));
  }

  @Test
  void refuses_what_is_not_utf8() {
    // Then
    assertEquals(
        "x.yaml:2:10: the file is not UTF-8; save it as UTF-8",
        problems("schemaVersion: 1\nname: caf\u00E9\n".getBytes(ISO_8859_1)));
    assertEquals(
        "x.yaml:1:1: the file is not UTF-8; it looks like UTF-16: save it as UTF-8",
        problems("schemaVersion: 1\n".getBytes(UTF_16)));
  }

  @Test
  void refuses_half_a_character_at_the_end() {
    // Given
    byte[] bytes = "schemaVersion: 1\nname: é".getBytes(UTF_8);

    // When
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);

    // Then
    assertEquals("x.yaml:2:7: the file is not UTF-8; save it as UTF-8", problems(cut));
  }

  @Test
  void accepts_one_mebibyte_and_not_a_byte_more() throws BadBaseline {
    // Given
    String start = "schemaVersion: 1\n#";
    String largest = start + "x".repeat(BaselineLoader.MAX_BYTES - start.length());

    // Then
    assertEquals("y", new TestFiles().with("y.yaml", largest).load("y.yaml").name());
    assertEquals("x.yaml: the file is larger than 1 MiB", problems(largest + "x"));
  }

  @Test
  void accepts_tabs_where_yaml_has_them() throws BadBaseline {
    // Given
    files.with("x.yaml", "schemaVersion: 1\t# the format\nname:\tok\n");

    // When
    Baseline baseline = files.load("x.yaml");

    // Then
    assertEquals("ok", baseline.name());
  }

  @Test
  void keeps_values_as_they_are_written() throws BadBaseline {
    // Given
    files.with(
        "x.yaml",
        """
        schemaVersion: 1
        settings:
          ECS_A: {equals: true}
          ECS_B: {equals: "true"}
          ECS_C: {equals: True}
          ECS_D: {equals: 0640}
          ECS_E: {equals: 1e3}
          ECS_F: {equals: yes}
          ECS_G: {equals: ""}
          ECS_H: {equals: ' a '}
        """);

    // When
    Baseline baseline = files.load("x.yaml");

    // Then
    assertEquals(
        "true true True 0640 1e3 yes   a ",
        baseline.settings().values().stream()
            .map(expectation -> ((Condition.Equals) expectation.condition()).value())
            .reduce((all, value) -> all + " " + value)
            .orElseThrow());
  }

  private String problems(String text) {
    return problems(text.getBytes(UTF_8));
  }

  private String problems(byte[] bytes) {
    files.with("x.yaml", bytes);
    return String.valueOf(assertThrows(BadBaseline.class, () -> files.load("x.yaml")).getMessage());
  }
}
