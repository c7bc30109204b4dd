package io.ecsharden.secrets;

import io.ecsharden.format.unit.EnvironmentNames;
import java.util.Set;

/**
 * Values that are no secret: switches, numbers, durations, addresses, paths and, where the name
 * says what they are, plain words. In a plan a variable that nothing reads is shown only with one
 * of these.
 */
final class HarmlessValues {

  private static final Set<String> SWITCHES =
      Set.of("true", "false", "yes", "no", "on", "off", "enabled", "disabled", "none", "null");

  private static final int LONGEST = 64;

  private HarmlessValues() {}

  /** A boolean, however it is written, or nothing. */
  static boolean isSwitch(String value) {
    String text = bare(value);
    for (String word : SWITCHES) {
      if (word.equalsIgnoreCase(text)) {
        return true;
      }
    }
    return text.isEmpty() || text.startsWith(SensitiveText.MASK);
  }

  /** A number, with a sign, a fraction, a percent sign or a unit: {@code 30}, {@code 1h30m}. */
  static boolean isNumber(String value) {
    String text = bare(value);
    int letters = 0;
    boolean digits = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        letters = 0;
        digits = true;
      } else if (isLetter(c) && digits) {
        letters++;
      } else if (c != '.' && c != ':' && c != '-' && c != '+' && c != '%') {
        return false;
      }
      if (letters > 3) {
        return false;
      }
    }
    return digits && text.length() <= 24;
  }

  /**
   * Whether a variable that nobody knows may be shown. A word alone can be a password, so words are
   * shown only where the name says what they are: {@code INTERFACE_NAME=eth0}.
   */
  static boolean isHarmless(String name, String value) {
    if (SecretNames.isSecret(name, value)) {
      return false;
    }
    if (isSwitch(value) || isNumber(value)) {
      return true;
    }
    String text = bare(value);
    boolean path = text.startsWith("/");
    if (text.length() > LONGEST || !path && !SecretNames.isAboutOne(name)) {
      return false;
    }
    int from = path ? 1 : 0;
    for (int i = from; i <= text.length(); i++) {
      if (i == text.length() || ",/.-_:".indexOf(text.charAt(i)) >= 0) {
        if (!isPlainWord(text, from, i)) {
          return false;
        }
        from = i + 1;
      }
    }
    return true;
  }

  /** Letters with at most three digits behind them, or a short number; or nothing. */
  private static boolean isPlainWord(String text, int from, int to) {
    int i = from;
    while (i < to && isLetter(text.charAt(i))) {
      i++;
    }
    int letters = i - from;
    while (i < to && isDigit(text.charAt(i))) {
      i++;
    }
    int digits = i - from - letters;
    return i == to && digits <= (letters == 0 ? 12 : 3);
  }

  /** The value without blanks and quotes around it. */
  static String bare(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && isAround(value.charAt(from))) {
      from++;
    }
    while (to > from && isAround(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean isAround(char c) {
    return c <= ' ' || c == '"' || c == '\'';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return EnvironmentNames.isNameCharacter(c) && !isDigit(c) && c != '_';
  }
}
