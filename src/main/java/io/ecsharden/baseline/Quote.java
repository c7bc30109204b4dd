package io.ecsharden.baseline;

import io.ecsharden.secrets.SensitiveText;

/**
 * Quotes a text from a file in a message: short, in one line, without control characters and
 * secrets.
 */
final class Quote {

  private static final int LONGEST = 60;

  private Quote() {}

  static String of(String text) {
    return "`" + inLine(text, LONGEST) + "`";
  }

  /** The text without control characters and secrets, cut after {@code most} characters. */
  static String inLine(String raw, int most) {
    // a secret that is cut no longer looks like one
    String text = SensitiveText.message(raw).toString();
    StringBuilder line = new StringBuilder();
    int length = 0;
    for (int c : (Iterable<Integer>) text.codePoints()::iterator) {
      if (++length > most) {
        return line.append("...").toString();
      }
      line.appendCodePoint(isControl(c) ? '?' : c);
    }
    return line.toString();
  }

  /** Characters that must not reach a terminal: C0, DEL, C1 and the line separators. */
  static boolean isControl(int c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
  }
}
