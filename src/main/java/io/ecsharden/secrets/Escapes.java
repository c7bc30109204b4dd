package io.ecsharden.secrets;

/**
 * A text as a reader behind the next one has it: {@code \\u0040} of JSON and {@code %40} of a URL
 * are an {@code @}, and so is the full-width one for people and some programs.
 */
final class Escapes {

  private Escapes() {}

  /** The text without escapes; the same object where it has none. */
  static String decoded(String text) {
    int first = first(text);
    if (first == text.length()) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length()).append(text, 0, first);
    int i = first;
    while (i < text.length()) {
      char c = text.charAt(i);
      int digits = digits(text, i);
      if (digits > 0) {
        int from = i + (c == '%' ? 1 : 2);
        plain.append((char) number(text, from, from + digits));
        i = from + digits;
      } else if (c == '\\' && i + 1 < text.length() && "/\"'\\".indexOf(text.charAt(i + 1)) >= 0) {
        plain.append(text.charAt(i + 1));
        i += 2;
      } else {
        plain.append(narrow(c));
        i++;
      }
    }
    return plain.toString();
  }

  private static int first(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '%' || c >= 0xFE00 && narrow(c) != c) {
        return i;
      }
    }
    return text.length();
  }

  /** How many digits of an escape follow: {@code %40}, {@code \\x40}, {@code \\u0040}. */
  private static int digits(String text, int at) {
    char c = text.charAt(at);
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    int digits = c == '%' || c == '\\' && next == 'x' ? 2 : c == '\\' && next == 'u' ? 4 : 0;
    int from = at + (c == '%' ? 1 : 2);
    return digits > 0 && number(text, from, from + digits) >= 0 ? digits : 0;
  }

  /** A hexadecimal number; -1 where there is none. */
  private static int number(String text, int from, int to) {
    if (to > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      number = number * 16 + digit;
    }
    return number;
  }

  /** Full-width forms (U+FF01 to U+FF5E) and the small at sign, colon and others are ASCII. */
  private static char narrow(char c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return (char) (c - 0xFEE0);
    }
    return switch (c) {
      case 0xFE6B -> '@';
      case 0xFE55 -> ':';
      default -> c;
    };
  }
}
