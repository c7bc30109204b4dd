package io.ecsharden.format.unit;

/**
 * Which assignments systemd passes to a process; it drops the others with a log line (systemd 252,
 * {@code src/basic/env-util.c}, {@code env_name_is_valid}, {@code env_value_is_valid}).
 */
public final class EnvironmentNames {

  private EnvironmentNames() {}

  /** ASCII letters, digits and underscores; not a digit first. */
  public static boolean isValidName(String name) {
    if (name.isEmpty() || isDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isNameCharacter(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The first run of such characters in a text, whatever it begins with; may be empty. */
  public static String firstIn(String text) {
    int from = 0;
    while (from < text.length() && !isNameCharacter(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < text.length() && isNameCharacter(text.charAt(to))) {
      to++;
    }
    return text.substring(from, to);
  }

  /** An ASCII letter, a digit or an underscore. */
  public static boolean isNameCharacter(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || isDigit(c);
  }

  /** No control characters but tab and line feed. */
  public static boolean isValidValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' && c != '\t' && c != '\n' || c == 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
