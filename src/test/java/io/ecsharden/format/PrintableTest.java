package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file holds cannot drive a terminal. */
class PrintableTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x1B, 0x1F, 0x7F, 0x80, 0x9B, 0x9F, 0x200B, 0x200F, 0x2028, 0x202E, 0x2066, 0x2069,
        0x061C, 0x180E, 0x2060, 0x206A, 0x206F, 0xFEFF, 0xFFF9, 0xD83D, 0xDE00
      })
  void escapes_what_a_terminal_obeys_or_does_not_show(int c) {
    String digits = Integer.toHexString(c);
    assertEquals(
        "a\\u" + "0000".substring(digits.length()) + digits + "b",
        Printable.of("a" + (char) c + "b"));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0x20, 0x7E, 0xA0, 0x200A, 0x2010, 0x2027, 0x202F, 0x2065, 0xFEFE, 0xFFFD, 0xE9})
  void shows_everything_else_as_it_is(int c) {
    String text = "a" + (char) c;
    assertSame(text, Printable.of(text));
  }

  @Test
  void shows_a_whole_surrogate_pair() {
    assertSame("\uD83D\uDE00", Printable.of("\uD83D\uDE00"));
    assertEquals("\\ud83dx", Printable.of("\uD83Dx"));
    assertEquals("\\ude00\\ud83d", Printable.of("\uDE00\uD83D"));
  }

  @Test
  void escapes_line_ends_and_tabs_by_their_short_names() {
    assertEquals("a\\nb\\tc\\rd", Printable.of("a\nb\tc\rd"));
  }
}
