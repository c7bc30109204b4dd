package io.ecsharden.format;

/** UTF-8 validity, as two upstream programs judge it. */
public final class Utf8 {

  private Utf8() {}

  /**
   * The length of the well-formed sequence that starts at {@code i}, or 0 when there is none.
   * Surrogates, overlong forms and anything above U+10FFFF are not well-formed (Go's {@code
   * unicode/utf8}).
   */
  public static int sequenceLength(byte[] bytes, int i, int to) {
    int first = bytes[i] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > to) {
      return 0;
    }
    for (int k = 1; k < length; k++) {
      if ((bytes[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[i + 1] & 0xFF;
    boolean wellFormed =
        switch (first) {
          case 0xE0 -> second >= 0xA0;
          case 0xED -> second < 0xA0;
          case 0xF0 -> second >= 0x90;
          case 0xF4 -> second < 0x90;
          default -> true;
        };
    return wellFormed ? length : 0;
  }

  /** Whether a file starts with a byte-order mark of UTF-16. */
  public static boolean isUtf16(byte[] bytes) {
    return bytes.length > 1
        && (bytes[0] == -1 && bytes[1] == -2 || bytes[0] == -2 && bytes[1] == -1);
  }

  /** The code point of a well-formed sequence. */
  public static int codePoint(byte[] bytes, int i, int length) {
    int first = bytes[i] & 0xFF;
    if (length == 1) {
      return first;
    }
    int value = first & (0xFF >> (length + 1));
    for (int k = 1; k < length; k++) {
      value = value << 6 | bytes[i + k] & 0x3F;
    }
    return value;
  }

  /** The index of the first byte that is not ASCII, or {@code to}. */
  static int asciiEnd(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /** Whether Go takes the bytes as valid UTF-8; the index of the first bad byte, or -1. */
  public static int firstInvalidForGo(byte[] bytes, int from, int to) {
    int i = asciiEnd(bytes, from, to);
    while (i < to) {
      int length = sequenceLength(bytes, i, to);
      if (length == 0) {
        return i;
      }
      i = asciiEnd(bytes, i + length, to);
    }
    return -1;
  }

  /**
   * Whether systemd takes the bytes as valid: besides what Go refuses, it refuses the noncharacters
   * (systemd 252, {@code src/basic/utf8.c}, {@code unichar_is_valid}).
   */
  public static boolean isValidForSystemd(byte[] bytes, int from, int to) {
    int i = asciiEnd(bytes, from, to);
    while (i < to) {
      int length = sequenceLength(bytes, i, to);
      if (length == 0) {
        return false;
      }
      int c = codePoint(bytes, i, length);
      if (c >= 0xFDD0 && c <= 0xFDEF || (c & 0xFFFE) == 0xFFFE) {
        return false;
      }
      i = asciiEnd(bytes, i + length, to);
    }
    return true;
  }
}
