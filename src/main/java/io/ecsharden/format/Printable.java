package io.ecsharden.format;

/** Text that a terminal shows and does not obey. */
public final class Printable {

  private Printable() {}

  /** A text without anything that could drive a terminal or break a line. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnseen(text, i)) {
        return escaped(text);
      }
    }
    return text;
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isUnseen(text, i)) {
        shown.append(c);
      } else if (c == '\n') {
        shown.append("\\n");
      } else if (c == '\t') {
        shown.append("\\t");
      } else if (c == '\r') {
        shown.append("\\r");
      } else {
        shown.append("\\u").append("0000", Integer.toHexString(c).length(), 4);
        shown.append(Integer.toHexString(c));
      }
    }
    return shown.toString();
  }

  /**
   * Whether a character drives a terminal, breaks a line, turns the direction of text, or is not
   * visible: C0 and C1 controls, line separators, bidirectional and zero-width marks, and half of a
   * surrogate pair, which no encoding can carry.
   */
  public static boolean isUnseen(String text, int at) {
    char c = text.charAt(at);
    return c < ' ' || c >= 0x7F && (c < 0xA0 || c >= 0x61C && isUnseenMark(text, at, c));
  }

  private static boolean isUnseenMark(String text, int at, char c) {
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c == 0x61C
        || c == 0x180E
        || c >= 0x200B && c <= 0x200F
        || c >= 0x2028 && c <= 0x202E
        || c >= 0x2060 && c <= 0x206F && c != 0x2065
        || c == 0xFEFF
        || c >= 0xFFF9 && c <= 0xFFFB;
  }
}
