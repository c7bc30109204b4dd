package io.ecsharden.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.Bytes;
import io.ecsharden.format.json.JsonValue.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings, numbers and escapes at their edges. */
class JsonBoundaryTest {

  @Test
  void knows_every_escape() {
    assertEquals("a\"\\/\b\f\n\r\tz", text("\"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\""));
  }

  @Test
  void keeps_what_stands_between_escapes() {
    assertEquals("x\ny z\tw", text("\"x\\ny z\\tw\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\u0041|0041",
        "\\ud7ff|d7ff",
        "\\ue000|e000",
        "\\ud800|fffd",
        "\\udbff|fffd",
        "\\udc00|fffd",
        "\\udfff|fffd",
        "\\ud800\\udc00|d800dc00",
        "\\udbff\\udfff|dbffdfff",
        "\\ud800\\udbff|fffdfffd",
        "\\ud800\\ue000|fffde000",
        "\\ud800\\n|fffd000a",
        "\\ud800x|fffd0078",
        "\\udc00\\udc00|fffdfffd"
      })
  void joins_surrogates_as_go_does(String escape, String units) {
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < units.length(); i += 4) {
      expected.append((char) Integer.parseInt(units, i, i + 4, 16));
    }
    assertEquals(expected.toString(), text("\"" + escape + "\""));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x0A, 0x1F})
  void refuses_a_control_character_in_a_string(int c) {
    assertTrue(JsonDocument.parse(Bytes.utf8("\"" + (char) c + "\"")).error().isPresent());
  }

  @Test
  void takes_a_space_in_a_string() {
    assertEquals(" ", text("\" \""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0", "9", "10", "90", "0.0", "0.9", "1e0", "1E9", "1e+9", "1e-09", "1.5e3"})
  void takes_a_number(String number) {
    assertTrue(JsonDocument.parse(Bytes.utf8(number)).error().isEmpty(), number);
    assertTrue(JsonDocument.parse(Bytes.utf8("[" + number + "]")).error().isEmpty(), number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/|0", ":|0", "1/|1", "1:|1", "1./|2", "1.:|2", "1e/|2", "1e:|2", "-/|1", "-:|1", "1e+x|3"
      })
  void refuses_what_stands_beside_the_digits_in_ascii(String number, int offset) {
    assertEquals(offset, JsonDocument.parse(Bytes.utf8(number)).error().orElseThrow().offset());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1F|'\\x1f'",
        "20|' '",
        "7D|'}'",
        "7F|'\\x7f'",
        "0F|'\\x0f'",
        "10|'\\x10'",
        "07|'\\a'",
        "0B|'\\v'"
      })
  void shows_a_byte_as_go_does(String hex, String shown) {
    // Given
    byte[] bytes = {'"', '\\', (byte) Integer.parseInt(hex, 16), '"'};

    // Then
    assertEquals(
        "invalid character " + shown + " in string escape code",
        JsonDocument.parse(bytes).error().orElseThrow().message());
  }

  private static String text(String json) {
    return assertInstanceOf(
            JsonString.class, JsonDocument.parse(Bytes.utf8(json)).root().orElseThrow())
        .value();
  }
}
