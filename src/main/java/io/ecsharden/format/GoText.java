package io.ecsharden.format;

import java.nio.charset.StandardCharsets;

/**
 * Text as Go programs see it (agent, ecs-init and docker are written in Go).
 *
 * <p>Facts from the Go standard library: {@code strings.TrimSpace}, {@code unicode.IsSpace} and the
 * replacement of each invalid UTF-8 byte by one U+FFFD ({@code unicode/utf8}).
 */
public final class GoText {

  private static final char REPLACEMENT = '\uFFFD';

  private GoText() {}

  /** Decodes a part of an array as UTF-8; each invalid byte becomes one U+FFFD. */
  public static String decode(byte[] bytes, int from, int to) {
    return Utf8.asciiEnd(bytes, from, to) < to
        ? decodeSlowly(bytes, from, to)
        : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Decodes a whole array. */
  public static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  private static String decodeSlowly(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int i = from;
    while (i < to) {
      int length = Utf8.sequenceLength(bytes, i, to);
      if (length == 0) {
        text.append(REPLACEMENT);
        i++;
      } else {
        text.appendCodePoint(Utf8.codePoint(bytes, i, length));
        i += length;
      }
    }
    return text.toString();
  }

  /** The text without the white space at its ends, by Go's idea of white space. */
  public static String trimSpace(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** The text without the white space at its start. */
  public static String trimLeftSpace(String text) {
    int from = 0;
    while (from < text.length() && isSpace(text.charAt(from))) {
      from++;
    }
    return text.substring(from);
  }

  /** The text without the white space at its end. */
  public static String trimRightSpace(String text) {
    int to = text.length();
    while (to > 0 && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(0, to);
  }

  /** Unicode's White_Space property; every such code point is a single {@code char}. */
  public static boolean isSpace(char c) {
    return switch (c) {
      case '\t', '\n', 0x0B, '\f', '\r', ' ', 0x85, 0xA0 -> true;
      case 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200A;
    };
  }
}
