package io.ecsharden.format;

/** Text that a terminal shows and does not obey. */
public final class Printable {

  private Printable() {}

  /** A text without anything that could drive a terminal or break a line. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return escaped(text);
      }
    }
    return text;
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isControl(c)) {
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

  /** Controls, and marks that turn the direction of text or are not visible. */
  private static boolean isControl(char c) {
    return c < ' ' || c >= 0x7F && isControlBeyondAscii(c);
  }

  private static boolean isControlBeyondAscii(char c) {
    return c < 0xA0
        || c >= 0x200B && c <= 0x200F
        || c >= 0x2028 && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069
        || c == 0xFEFF;
  }
}
