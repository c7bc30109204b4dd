package io.ecsharden.settings.proxy;

import io.ecsharden.format.GoText;
import java.nio.charset.StandardCharsets;

/**
 * Go strings are bytes. Where that shows (percent escapes), a text is held here as a <i>byte
 * string</i>: one {@code char} from 0 to 255 for each byte of its UTF-8 form. An ASCII text is its
 * own byte string.
 */
final class GoStrings {

  private GoStrings() {}

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The byte string of a text. */
  static String bytes(String text) {
    return isAscii(text)
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The text of a byte string; each invalid byte becomes U+FFFD. */
  static String text(String bytes) {
    return isAscii(bytes) ? bytes : GoText.decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * {@code strings.ToLower}: each code point on its own, where Java's {@code toLowerCase} looks at
   * its neighbours (the final sigma) and may give two for one.
   */
  static String lower(String text) {
    if (isLowerAscii(text)) {
      return text;
    }
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
    return lower.toString();
  }

  /** Whether nothing in a text has another form in lower case, as in most addresses. */
  private static boolean isLowerAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || c >= 'A' && c <= 'Z') {
        return false;
      }
    }
    return true;
  }
}
