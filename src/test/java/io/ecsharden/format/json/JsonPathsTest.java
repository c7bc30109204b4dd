package io.ecsharden.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathsTest {

  private static final JsonPaths PATHS = JsonPaths.of("a", "o/a", "o/l[]", "o/p/q", "n/*", "l[]");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                           | ``",
        "{\"a\":\"1\",\"b\":\"2\"}                    | 1",
        "{\"b\":\"2\",\"a\":\"1\"}                    | 1",
        "{ \"b\" : [ 2 , 3 ] , \"a\" : \"1\" }        | 1",
        "{\"b\":{\"a\":[{\"a\":\"2\"}]},\"a\":\"1\"}  | 1",
        "{\"b\":\"}\\\"{\",\"a\":\"1\"}               | 1",
        "{\"b\":\"\\\\\",\"a\":\"1\"}                 | 1",
        "{\"b\":null,\"c\":-1.5e3,\"a\":\"1\"}        | 1",
        "{\"ab\":\"2\",\"\":\"3\",\"A\":\"4\",\"a\":\"1\"} | 1",
        "{\"a\":\"2\",\"a\":\"1\"}                    | 1",
        "{\"a\":\"\\u0041\\n\"}                       | `A\n`",
        "{\"a\":{\"a\":\"2\"}}                        | ``",
        "{\"a\":[\"2\"]}                              | ``",
        "{\"a\":null}                                 | ``",
        "{\"a\":2}                                    | ``",
      })
  void reads_a_text_and_passes_over_the_rest(String text, String expected) {
    assertEquals(expected, object(text).text("a").orElse(""));
  }

  @Test
  void follows_a_path() {
    JsonFields fields =
        object("{\"a\":1,\"o\":{\"b\":{\"a\":2},\"a\":\"x\",\"p\":{\"q\":3}},\"p\":{\"q\":4}}");

    assertEquals(Optional.of("x"), fields.text("o/a"));
    assertEquals(3, fields.number("o/p/q"));
  }

  @ParameterizedTest
  @CsvSource({
    "7,7",
    "-7,-7",
    "1.5,0",
    "1e3,0",
    "99999999999,99999999999",
    "99999999999999999999,0",
    "true,0",
    "null,0",
    "[7],0"
  })
  void reads_a_whole_number(String json, long expected) {
    assertEquals(expected, object("{\"a\": " + json + " }").number("a"));
  }

  @Test
  void reads_what_is_true() {
    assertTrue(object("{\"a\":true}").isTrue("a"));
    assertFalse(object("{\"a\":false}").isTrue("a"));
    assertFalse(object("{\"a\":\"true\"}").isTrue("a"));
    assertFalse(object("{}").isTrue("a"));
  }

  @Test
  void reads_the_texts_of_an_array_and_the_names_of_an_object() {
    JsonFields fields =
        object(
            "{\"o\":{\"l\":[\"x\", {\"y\":[]}, 2, \"z\"]},\"n\":{\"n1\":{\"n2\":1},\"n3\":null},"
                + "\"l\":[]}");

    assertEquals(List.of("x", "z"), fields.texts("o/l[]"));
    assertEquals(List.of("n1", "n3"), fields.texts("n/*"));
    assertEquals(List.of(), fields.texts("l[]"));
    assertEquals(List.of(), object("{\"l\":null,\"n\":[]}").texts("l[]"));
  }

  @Test
  void reads_the_objects_of_an_array() {
    String text = " [{\"a\":\"1\"}, 2, [{\"a\":\"3\"}], {} , {\"b\":[4],\"a\":\"5\"} ] ";

    List<String> texts =
        objects(text).orElseThrow().stream().map(each -> each.text("a").orElse("-")).toList();

    assertEquals(List.of("1", "-", "5"), texts);
    assertEquals(List.of(), objects("[]").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
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
        "{\"a\":x}",
        "{\"a\":\"\n\"}",
        "{\"l\":[\"x\"",
        "{\"l\":[\"x\",]}"
      })
  void gives_nothing_where_the_text_ends_or_is_no_object(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertEquals(Optional.empty(), PATHS.object(bytes, bytes.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[", "[{}", "[{},]", "[{}]]", "[{} {}]"})
  void gives_nothing_where_the_text_ends_or_is_no_array(String text) {
    assertEquals(Optional.empty(), objects(text));
  }

  @Test
  void reads_no_further_than_it_is_told() {
    byte[] text = "{\"a\":\"1\"}{\"a\":\"2\"}".getBytes(StandardCharsets.UTF_8);

    assertEquals(Optional.of("1"), PATHS.object(text, 9).orElseThrow().text("a"));
    assertEquals(Optional.empty(), PATHS.object(text, 8));
    assertEquals(Optional.empty(), PATHS.object(text, 10));
  }

  @Test
  void passes_over_any_number_of_members_and_levels() {
    String many = "{" + "\"b\":[],".repeat(100_000) + "\"a\":\"1\"}";
    String deep =
        "{\"b\":"
            + "[".repeat(100_000)
            + "]".repeat(100_000)
            + ",\"a\":\"1\",\"o\":{\"b\":"
            + "{\"o\":".repeat(100_000)
            + "1"
            + "}".repeat(100_000)
            + "}}";

    assertEquals(Optional.of("1"), object(many).text("a"));
    assertEquals(Optional.of("1"), object(deep).text("a"));
  }

  @Test
  void knows_which_paths_it_was_asked_for() {
    JsonFields fields = object("{\"b\":1}");

    assertThrows(IllegalArgumentException.class, () -> fields.text("b"));
  }

  private static JsonFields object(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return PATHS.object(bytes, bytes.length).orElseThrow();
  }

  private static Optional<List<JsonFields>> objects(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return PATHS.objects(bytes, bytes.length);
  }
}
