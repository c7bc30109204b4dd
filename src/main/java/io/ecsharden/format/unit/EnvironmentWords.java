package io.ecsharden.format.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of an {@code Environment=} value: split at white space, quotes removed, C escapes and
 * {@code %%} resolved (systemd 252, {@code src/core/load-fragment.c}, {@code config_parse_environ};
 * {@code src/basic/extract-word.c}).
 */
public final class EnvironmentWords {

  private EnvironmentWords() {}

  /**
   * What systemd makes of a value.
   *
   * @param assignments {@code KEY=value} words
   * @param lost words that systemd drops: without {@code =}, or with a bad name
   * @param refusal why the whole value is dropped, when it is
   */
  public record Words(List<String> assignments, List<String> lost, Optional<String> refusal) {
    public Words {
      assignments = List.copyOf(assignments);
      lost = List.copyOf(lost);
    }
  }

  /** Splits a value. */
  public static Words of(String value) {
    List<String> assignments = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    int position = 0;
    while (true) {
      while (position < value.length() && isSpace(value.charAt(position))) {
        position++;
      }
      if (position == value.length()) {
        return new Words(assignments, lost, Optional.empty());
      }
      StringBuilder word = new StringBuilder();
      position = word(value, position, word);
      if (position < 0) {
        return new Words(
            assignments, lost, Optional.of("unbalanced quotes or a bad escape: " + word));
      }
      Optional<String> resolved = resolveSpecifiers(word.toString());
      if (resolved.isEmpty()) {
        lost.add(word + " (a % that starts no known specifier; write %%)");
      } else if (isAssignment(resolved.get())) {
        assignments.add(resolved.get());
      } else {
        lost.add(resolved.get());
      }
    }
  }

  /** A value's words, whatever they say; nothing where one is not well-formed. */
  static Optional<List<String>> split(String value) {
    List<String> words = new ArrayList<>();
    int position = 0;
    while (true) {
      while (position < value.length() && isSpace(value.charAt(position))) {
        position++;
      }
      if (position == value.length()) {
        return Optional.of(words);
      }
      StringBuilder word = new StringBuilder();
      position = word(value, position, word);
      if (position < 0) {
        return Optional.empty();
      }
      words.add(word.toString());
    }
  }

  /** Reads one word; the position after it, or -1 when it is not well-formed. */
  private static int word(String value, int start, StringBuilder word) {
    char quote = 0;
    int i = start;
    while (i < value.length()) {
      char c = value.charAt(i++);
      if (c == '\\') {
        if (i == value.length()) {
          return -1;
        }
        i = escape(value, i, word);
        if (i < 0) {
          return -1;
        }
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (isSpace(c)) {
        return i;
      } else {
        word.append(c);
      }
    }
    return quote == 0 ? i : -1;
  }

  private static int escape(String value, int i, StringBuilder word) {
    char c = value.charAt(i);
    String known = "abfnrtv\\\"'s";
    String meaning = "\u0007\b\f\n\r\t\u000B\\\"' ";
    int index = known.indexOf(c);
    if (index >= 0) {
      word.append(meaning.charAt(index));
      return i + 1;
    }
    boolean octal = isOctal(c);
    int digits = octal ? 3 : c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    int from = octal ? i : i + 1;
    if (digits == 0 || from + digits > value.length()) {
      return -1;
    }
    long code = 0;
    for (int k = from; k < from + digits; k++) {
      int digit = value.charAt(k) < 0x80 ? Character.digit(value.charAt(k), octal ? 8 : 16) : -1;
      if (digit < 0) {
        return -1;
      }
      code = code * (octal ? 8 : 16) + digit;
    }
    if (code == 0 || code > (octal ? 0xFF : Character.MAX_CODE_POINT)) {
      return -1;
    }
    word.appendCodePoint((int) code);
    return from + digits;
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  /** Only {@code %%} can be resolved from files alone; any other specifier stays as it is. */
  private static Optional<String> resolveSpecifiers(String word) {
    if (word.indexOf('%') < 0) {
      return Optional.of(word);
    }
    StringBuilder resolved = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c != '%') {
        resolved.append(c);
        continue;
      }
      char specifier = i + 1 < word.length() ? word.charAt(i + 1) : 0;
      if (specifier == '%') {
        resolved.append('%');
        i++;
      } else if (isAlphanumeric(specifier) && !isSpecifier(specifier)) {
        return Optional.empty();
      } else {
        resolved.append('%');
      }
    }
    return Optional.of(resolved.toString());
  }

  /** A % before anything else, and at the end, stands for itself. */
  private static boolean isAlphanumeric(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }

  private static boolean isSpecifier(char c) {
    return "aAbBCdEfgGhHiIjJlLmMnNopPqsStTuUvVwWyY".indexOf(c) >= 0;
  }

  private static boolean isAssignment(String word) {
    int equals = word.indexOf('=');
    return equals > 0
        && EnvironmentNames.isValidName(word.substring(0, equals))
        && EnvironmentNames.isValidValue(word.substring(equals + 1));
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
