package io.ecsharden.baseline;

import java.util.Locale;

/**
 * Whether a file looks like a baseline at all. The messages about a baseline quote its text, and
 * {@code extends: /etc/shadow} must not make them quote a line of that file.
 */
final class BaselineLook {

  private BaselineLook() {}

  /** Reports a file that has none of a baseline's keys. A file of comments quotes nothing. */
  static boolean isOne(String text, Problems problems) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (isWithoutContent(text) || LayerReader.KEYS.stream().anyMatch(key -> has(lower, key))) {
      return true;
    }
    problems.add(
        problems.file(),
        "this file is no baseline: it has none of a baseline's keys",
        "begin with `schemaVersion: 1`");
    return false;
  }

  private static boolean has(String text, String name) {
    String key = name.toLowerCase(Locale.ROOT);
    for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
      if (isKey(text, at, at + key.length())) {
        return true;
      }
    }
    return false;
  }

  /** In YAML a blank follows the colon, or nothing; in {@code /etc/passwd} it does not. */
  private static boolean isKey(String text, int from, int to) {
    boolean begins = from == 0 || " \t\n\r\"'{,".indexOf(text.charAt(from - 1)) >= 0;
    int i = to;
    while (i < text.length() && " \t\"'".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    boolean colon = i < text.length() && text.charAt(i) == ':';
    return begins
        && colon
        && (i + 1 == text.length() || " \t\n\r".indexOf(text.charAt(i + 1)) >= 0);
  }

  private static boolean isWithoutContent(String text) {
    boolean comment = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      comment = c != '\n' && (comment || c == '#');
      if (!comment && " \t\n\r-.".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
