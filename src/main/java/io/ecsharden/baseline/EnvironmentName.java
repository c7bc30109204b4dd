package io.ecsharden.baseline;

/** The names that a setting can have: {@code [A-Z][A-Z0-9_]*}. */
final class EnvironmentName {

  private EnvironmentName() {}

  static boolean isValid(String text) {
    return !text.isEmpty()
        && isLetter(text.charAt(0))
        && text.chars().allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || c == '_');
  }

  private static boolean isLetter(int c) {
    return c >= 'A' && c <= 'Z';
  }
}
