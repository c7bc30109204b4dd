package io.ecsharden.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values change, bytes around them stay. */
class JsonEditorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{\"a\": true}|{\"a\": false}",
        " { \"b\":[true], \"a\" :  true ,\"c\":\"\u00e9\\u00e9\"}|"
            + " { \"b\":[true], \"a\" :  false ,\"c\":\"\u00e9\\u00e9\"}",
        "{\"a\":true,\"A\":true}|{\"a\":false,\"A\":false}",
        "{\"a\":false}|{\"a\":false}",
        "{\"a\":\"true\"}|-",
        "{\"b\":true}|-",
        "{\"a\":{\"a\":true}}|-",
        "[true]|-",
        "{\"a\":true|-"
      })
  void sets_a_boolean_and_keeps_every_other_byte(String before, String after) {
    // When
    Optional<byte[]> result =
        JsonEditor.setBoolean(
            before.getBytes(StandardCharsets.UTF_8), name -> name.equalsIgnoreCase("a"), false);

    // Then
    assertEquals(
        Optional.ofNullable(after), result.map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"p\": {\"n\": \"a\"}}|{\"p\": {\"n\": \"b\\\"\"}}",
        "{ \"x\":1, \t\"P\" :{\"m\":\"a\", \"n\":\"\" } }|{ \"x\":1, \t\"P\" :{\"m\":\"a\", \"n\":\"b\\\"\" } }",
        "{\"p\":{\"n\":\"1\",\"n\":\"2\"}}|{\"p\":{\"n\":\"1\",\"n\":\"b\\\"\"}}",
        "{\"p\":{\"n\":\"1\"},\"p\":{\"m\":\"2\"}}|{\"p\":{\"n\":\"b\\\"\"},\"p\":{\"m\":\"2\"}}",
        "{\"n\":\"a\"}|-",
        "{\"p\":{\"n\":1}}|-",
        "{\"p\":[\"n\"]}|-",
        "[]|-",
        "|-"
      })
  void sets_a_text_in_an_object_and_keeps_every_other_byte(String before, String after) {
    // When
    byte[] source = (before == null ? "" : before).getBytes(StandardCharsets.UTF_8);
    Optional<byte[]> result = JsonEditor.setText(source, "p", "n", "b\"");

    // Then
    assertEquals(
        Optional.of(after).filter(text -> !text.equals("-")),
        result.map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
  }
}
