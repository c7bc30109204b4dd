package io.ecsharden.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void writes_members_in_order_with_two_spaces() {
    // Given
    StringBuilder out = new StringBuilder();
    JsonWriter json = new JsonWriter(out);

    // When
    json.object().name("a").value(1).name("b").array().value("x").value(true).nullValue().end();
    json.name("empty").object().end().name("none").array().end().end();

    // Then
    assertEquals(
        """
        {
          "a": 1,
          "b": [
            "x",
            true,
            null
          ],
          "empty": {},
          "none": []
        }\
        """,
        out.toString());
  }

  @Test
  void escapes_what_could_drive_a_terminal_or_end_a_script() {
    // Then
    assertEquals("\"\\\"\\\\\\n\\r\\t\"", written("\"\\\n\r\t"));
    assertEquals("\"\\u0000\\u001b\\u007f\\u0085\\u009b\"", written("\0\u001B\u007F\u0085\u009B"));
    assertEquals("\"\\u2028\\u2029\"", written("\u2028\u2029"));
    assertEquals("\"\\u202e\\u2066\"", written("\u202E\u2066"));
    assertEquals("\"é😀\uFFFD/<>&'\"", written("é😀\uFFFD/<>&'"));
  }

  @Test
  void writes_every_character_so_that_it_can_be_read_back() throws JsonProcessingException {
    // Given
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < Character.MIN_SURROGATE; c++) {
      all.append(c);
    }

    // When
    String text = written(all.toString());

    // Then
    assertEquals(all.toString(), new ObjectMapper().readTree(text).textValue());
  }

  private static String written(String text) {
    StringBuilder out = new StringBuilder();
    new JsonWriter(out).value(text);
    return out.toString();
  }
}
