package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTextTest {

  @Test
  void knows_the_white_space_of_unicode_and_nothing_else() {
    // Given
    StringBuilder spaces = new StringBuilder();

    // When
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      if (GoText.isSpace((char) c)) {
        spaces.append((char) c);
      }
    }

    // Then
    assertEquals(
        "\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
            + "\u2009\u200A\u2028\u2029\u202F\u205F\u3000",
        spaces.toString());
  }

  @Test
  void trims_both_ends_and_nothing_between() {
    // Then
    assertEquals("a \u00A0b", GoText.trimSpace("\u3000\r\n a \u00A0b\u2028\u0085"));
    assertEquals("", GoText.trimSpace(" \u00A0 "));
    assertEquals("a ", GoText.trimLeftSpace("\u00A0 a "));
    assertEquals(" a", GoText.trimRightSpace(" a\u2028 "));
    assertEquals("\uFEFFa\u200B", GoText.trimSpace("\uFEFFa\u200B"));
  }

  @ParameterizedTest
  @CsvSource({
    "c3a9, é",
    "f09f9880, 😀",
    "ff, \uFFFD",
    "c3, \uFFFD",
    "e282, \uFFFD\uFFFD",
    "c0af, \uFFFD\uFFFD",
    "eda080, \uFFFD\uFFFD\uFFFD",
    "f4908080, \uFFFD\uFFFD\uFFFD\uFFFD",
    "61ff62, a\uFFFDb",
    "efbfbd, \uFFFD",
    "efbfbe, \uFFFE"
  })
  void decodes_with_one_replacement_for_each_invalid_byte(String hex, String expected) {
    // When
    String text = GoText.decode(java.util.HexFormat.of().parseHex(hex));

    // Then
    assertEquals(expected, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"efb790", "efb7af", "efbfbe", "efbfbf", "f09fbfbe", "f48fbfbf"})
  void knows_that_noncharacters_are_valid_for_go_and_not_for_systemd(String hex) {
    // Given
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);

    // Then
    assertEquals(-1, Utf8.firstInvalidForGo(bytes, 0, bytes.length));
    assertFalse(Utf8.isValidForSystemd(bytes, 0, bytes.length));
  }

  @Test
  void takes_every_other_code_point_for_both() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      boolean noncharacter = c >= 0xFDD0 && c <= 0xFDEF || (c & 0xFFFE) == 0xFFFE;
      if (!noncharacter && (c < 0xD800 || c > 0xDFFF)) {
        byte[] bytes = Bytes.utf8(Character.toString(c));
        assertTrue(Utf8.isValidForSystemd(bytes, 0, bytes.length), Integer.toHexString(c));
        assertEquals(c, Utf8.codePoint(bytes, 0, bytes.length));
      }
    }
  }
}
