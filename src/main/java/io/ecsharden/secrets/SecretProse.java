package io.ecsharden.secrets;

import java.util.Set;

/**
 * Passwords in sentences: {@code # the password is hunter2hunter2}. Prose about secrets is common
 * in comments, so a word counts only if it looks like no word of a language or a configuration.
 */
final class SecretProse {

  private static final Set<String> BETWEEN = Set.of("", "is", "was", "->", "=>", "-", "ist", "war");

  private static final int SHORTEST = 8;

  private SecretProse() {}

  /** Whether what looks like a secret stands behind a word that names one. */
  static boolean tellsSecret(String text) {
    if (!SecretNames.mayBe(text)) {
      return false;
    }
    boolean named = false;
    for (int from = 0; from < text.length(); ) {
      int to = from;
      while (to < text.length() && text.charAt(to) != ' ' && text.charAt(to) != '\t') {
        to++;
      }
      String word = bare(text.substring(from, to));
      if (named && looksChosen(word)) {
        return true;
      }
      named = SecretNames.isSecret(word) || named && BETWEEN.contains(word);
      from = to + 1;
    }
    return false;
  }

  /** Without the marks of a sentence around it. */
  private static String bare(String word) {
    int from = 0;
    int to = word.length();
    while (from < to && !Character.isLetterOrDigit(word.charAt(from))) {
      from++;
    }
    while (to > from && ".,;:)'\"”“’»".indexOf(word.charAt(to - 1)) >= 0) {
      to--;
    }
    return word.substring(from, to);
  }

  /** Letters and a digit after the first letter; no path, name of a host, number or date. */
  private static boolean looksChosen(String word) {
    if (word.length() < SHORTEST) {
      return false;
    }
    boolean letter = false;
    boolean digit = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c >= '0' && c <= '9') {
        digit = true;
      } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
        letter = true;
      } else if ("/.:_-=".indexOf(c) >= 0) {
        return false;
      }
    }
    return letter && digit;
  }
}
