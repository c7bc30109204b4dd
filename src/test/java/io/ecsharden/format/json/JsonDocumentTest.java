package io.ecsharden.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.Bytes;
import io.ecsharden.format.GoText;
import io.ecsharden.format.json.JsonDocument.JsonError;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON as Go reads it; every error text and offset was seen from Go 1.19's encoding/json. */
class JsonDocumentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "~~|0|unexpected end of JSON input",
        "~ \n~|2|unexpected end of JSON input",
        "{|1|unexpected end of JSON input",
        "[1,|3|unexpected end of JSON input",
        "{\"a\"|4|unexpected end of JSON input",
        "\"a|2|unexpected end of JSON input",
        "nul|3|invalid character ' ' in literal null (expecting 'l')",
        "\"\\|2|invalid character ' ' in string escape code",
        "\"\\u12|5|invalid character ' ' in \\u hexadecimal character escape",
        "-|1|invalid character ' ' in numeric literal",
        "1.|2|invalid character ' ' after decimal point in numeric literal",
        "1e|2|invalid character ' ' in exponent of numeric literal",
        "tru3|3|invalid character '3' in literal true (expecting 'e')",
        "falsy|4|invalid character 'y' in literal false (expecting 'e')",
        "01|1|invalid character '1' after top-level value",
        "1.e5|2|invalid character 'e' after decimal point in numeric literal",
        "+1|0|invalid character '+' looking for beginning of value",
        "'a'|0|invalid character '\\'' looking for beginning of value",
        "[1,]|3|invalid character ']' looking for beginning of value",
        "{\"a\":1,}|7|invalid character '}' looking for beginning of object key string",
        "{a:1}|1|invalid character 'a' looking for beginning of object key string",
        "{\"a\" 1}|5|invalid character '1' after object key",
        "{\"a\":1 \"b\"}|7|invalid character '\"' after object key:value pair",
        "[1 2]|3|invalid character '2' after array element",
        "{} {}|3|invalid character '{' after top-level value",
        "\"\\q\"|2|invalid character 'q' in string escape code",
        "\"\\u00g0\"|5|invalid character 'g' in \\u hexadecimal character escape",
        "\\|0|invalid character '\\\\' looking for beginning of value",
        "é|0|invalid character 'Ã' looking for beginning of value",
        "# no|0|invalid character '#' looking for beginning of value"
      })
  void refuses_in_the_words_of_go(String text, int offset, String message) {
    // When
    JsonError error = JsonDocument.parse(Bytes.utf8(text)).error().orElseThrow();

    // Then
    assertEquals(new JsonError(message, error.line(), offset), error);
  }

  @ParameterizedTest
  @CsvSource({
    "0, \\x00",
    "1, \\x01",
    "7, \\a",
    "8, \\b",
    "9, \\t",
    "10, \\n",
    "11, \\v",
    "12, \\f",
    "13, \\r",
    "27, \\x1b",
    "31, \\x1f"
  })
  void refuses_control_characters_in_strings(int code, String shown) {
    // Given
    byte[] text = {'"', 'a', (byte) code, '"'};

    // When
    JsonError error = JsonDocument.parse(text).error().orElseThrow();

    // Then
    assertEquals("invalid character '" + shown + "' in string literal", error.message());
  }

  @Test
  void says_on_which_line_the_mistake_is() {
    // Given
    byte[] text = Bytes.utf8("{\r\n  \"a\": 1,\n\n  \"b\": yes\n}\n");

    // When
    JsonError error = JsonDocument.parse(text).error().orElseThrow();

    // Then
    assertEquals(4, error.line());
    assertEquals(21, error.offset());
  }

  @ParameterizedTest
  @CsvSource({
    "\\u0041\\u00e9, Aé",
    "\\ud83d\\ude00, 😀",
    "\\ud83d, \uFFFD",
    "\\ude00, \uFFFD",
    "\\ud83dx, \uFFFDx",
    "\\ud83d\\u0041, \uFFFDA",
    "\\ud83d\\ud83d\\ude00, \uFFFD😀",
    "\\/\\\"\\\\, /\"\\",
    "é, é"
  })
  void unescapes_strings_as_go_does(String text, String expected) {
    // When
    JsonValue root = JsonDocument.parse(Bytes.utf8("\"" + text + "\"")).root().orElseThrow();

    // Then
    assertEquals(expected, assertInstanceOf(JsonString.class, root).value());
  }

  @Test
  void takes_invalid_utf_8_in_strings_with_one_replacement_for_each_byte() {
    // Given
    byte[] text = Bytes.latin1("\"a\u00E2\u0082z\u00FF\"");

    // When
    JsonValue root = JsonDocument.parse(text).root().orElseThrow();

    // Then
    assertEquals("a\uFFFD\uFFFDz\uFFFD", assertInstanceOf(JsonString.class, root).value());
  }

  @ParameterizedTest
  @CsvSource({"10000, true", "10001, false"})
  void takes_ten_thousand_levels_and_no_more(int depth, boolean taken) {
    // Given
    byte[] text = Bytes.utf8("[".repeat(depth) + "]".repeat(depth));

    // When
    JsonDocument document = JsonDocument.parse(text);

    // Then
    assertEquals(taken, document.root().isPresent());
    assertEquals(!taken, document.error().filter(e -> e.message().contains("depth")).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1] x|[1]", " {}{}|{}", "7|7", "[1|nothing", "x|nothing", "''|nothing"})
  void reads_the_first_value_of_a_text(String text, String expected) {
    // Given
    byte[] source = Bytes.utf8(text);

    // When
    String first =
        JsonDocument.first(source)
            .map(value -> text.substring(value.start(), value.end()))
            .orElse("nothing");

    // Then
    assertEquals(expected, first);
  }

  @Test
  void keeps_duplicate_names_in_order_with_their_places() {
    // Given
    byte[] text = Bytes.utf8("{\n \"a\": 1,\n \"a\": [true, null]\n}");

    // When
    JsonDocument document = JsonDocument.parse(text);

    // Then
    JsonObject object = assertInstanceOf(JsonObject.class, document.root().orElseThrow());
    assertEquals(List.of("a", "a"), object.members().stream().map(m -> m.name()).toList());
    assertEquals(
        List.of(2, 3), object.members().stream().map(m -> document.lineOf(m.start())).toList());
    byte[] second = document.textOf(object.members().getLast().value());
    assertEquals("[true, null]", GoText.decode(second));
    assertTrue(document.error().isEmpty());
  }
}
