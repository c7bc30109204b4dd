package io.ecsharden.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSelectionTest {

  private static final JsonSelection A = JsonSelection.of(1, "a");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                        | {}",
        "{\"b\":1}                                 | {}",
        "{\"a\":1,\"b\":2}                         | {\"a\":1}",
        "{\"b\":2,\"a\":1}                         | {\"a\":1}",
        "{ \"b\" : [ 2 , 3 ] , \"a\" : 1 }         | {\"a\":1}",
        "{\"b\":{\"a\":[{\"a\":1}]},\"a\":1}       | {\"a\":1}",
        "{\"b\":\"}\\\"{\",\"a\":1}                | {\"a\":1}",
        "{\"b\":\"\\\\\",\"a\":1}                  | {\"a\":1}",
        "{\"b\":null,\"c\":-1.5e3,\"a\":{\"b\":2}} | {\"a\":{\"b\":2}}",
        "{\"ab\":1,\"\":2,\"A\":3,\"a\":4}         | {\"a\":4}",
        "{\"a\":1,\"a\":2}                         | {\"a\":1,\"a\":2}",
        "[{\"b\":1}]                               | [{\"b\":1}]",
      })
  void reads_what_is_selected_and_passes_over_the_rest(String text, String expected) {
    assertEquals(Optional.of(expected), read(text, A));
  }

  @Test
  void counts_arrays_and_reads_all_names_of_the_next_depth_alone() {
    JsonSelection selection = JsonSelection.of(2, "a", "b");

    assertEquals(
        Optional.of("[{\"a\":{\"c\":1,\"d\":{}}},{\"b\":[{},2]}]"),
        read(
            "[{\"a\":{\"c\":1,\"d\":{\"a\":5}},\"c\":3},{\"c\":{},\"b\":[{\"a\":2},2]}]",
            selection));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"b\"",
        "{\"b\":",
        "{\"b\":1",
        "{\"b\":}",
        "{\"b\":,\"a\":1}",
        "{\"b\":1 \"a\":2}",
        "{\"b\":\"",
        "{\"b\":\"\\",
        "{\"b\":\"\\\"",
        "{\"b\":[",
        "{\"b\":[1",
        "{\"b\":]",
        "{b:1}",
        "{\"b\":1}}",
        "{\"b\":1,}",
        "{\"a\":x}"
      })
  void gives_nothing_where_the_text_ends_or_is_no_JSON(String text) {
    assertEquals(Optional.empty(), read(text, A));
  }

  @Test
  void reads_no_further_than_it_is_told() {
    byte[] text = "{\"a\":1}{\"a\":2}".getBytes(StandardCharsets.UTF_8);

    assertEquals(
        Optional.of("{\"a\":1}"), JsonDocument.read(text, 7, A).map(JsonSelectionTest::print));
    assertEquals(Optional.empty(), JsonDocument.read(text, 6, A));
    assertEquals(Optional.empty(), JsonDocument.read(text, 8, A));
  }

  @Test
  void passes_over_any_number_of_members_and_levels() {
    String many = "{" + "\"b\":[],".repeat(100_000) + "\"a\":1}";
    String deep = "{\"b\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"a\":1}";

    assertTrue(read(many, A).isPresent());
    assertEquals(Optional.of("{\"a\":1}"), read(deep, A));
  }

  private static Optional<String> read(String text, JsonSelection selection) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return JsonDocument.read(bytes, bytes.length, selection).map(JsonSelectionTest::print);
  }

  private static String print(JsonValue value) {
    return switch (value) {
      case JsonValue.JsonObject object ->
          "{"
              + String.join(
                  ",",
                  object.members().stream()
                      .map(member -> "\"" + member.name() + "\":" + print(member.value()))
                      .toList())
              + "}";
      case JsonValue.JsonArray array ->
          "["
              + String.join(",", array.elements().stream().map(JsonSelectionTest::print).toList())
              + "]";
      case JsonValue.JsonNumber number -> number.literal();
      default -> value.toString();
    };
  }
}
