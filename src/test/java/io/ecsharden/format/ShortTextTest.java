package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortTextTest {

  @Test
  void leaves_a_text_that_fits() {
    assertEquals("x".repeat(160), ShortText.line("x".repeat(160)));
    assertEquals("abc", ShortText.start("abc", 3));
    assertEquals("", ShortText.start("", 0));
    assertEquals("abc", ShortText.head("abc", 3));
  }

  @Test
  void marks_what_is_missing() {
    assertEquals("x".repeat(160) + "… (161 characters)", ShortText.line("x".repeat(161)));
    assertEquals("abc…", ShortText.start("abcd", 3));
    assertEquals("a… (cut)", ShortText.cut("abcdefghi", 8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x"})
  void never_leaves_half_a_surrogate_pair(String before) {
    String text = before + "🙂".repeat(200);
    for (int most = 7; most < 40; most++) {
      assertWhole(ShortText.start(text, most));
      assertWhole(ShortText.cut(text, most));
      assertWhole(ShortText.head(text, most));
    }
    assertWhole(ShortText.line(text));
  }

  /** Half a pair would be a question mark. */
  private static void assertWhole(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertTrue(new String(bytes, StandardCharsets.UTF_8).equals(text), text);
  }
}
