package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import java.util.Locale;
import java.util.Optional;

/**
 * A line's name and value without what people write around them.
 *
 * @param key the name, without quotes and spaces
 * @param value what stands after {@code =}, as it is
 */
record PlainLine(String key, String value) {

  private static final String[] PREFIXES = {
    "export ", "set ", "env ", "--env ", "-e ", "- ", "declare -x ", "Environment="
  };

  static Optional<PlainLine> of(String line) {
    String text = GoText.trimSpace(line);
    for (String prefix : PREFIXES) {
      if (text.startsWith(prefix)) {
        text = GoText.trimSpace(text.substring(prefix.length()));
        break;
      }
    }
    text = withoutPair(text);
    int equals = text.indexOf('=');
    if (equals < 1) {
      return Optional.empty();
    }
    String key = withoutPair(GoText.trimSpace(text.substring(0, equals)));
    return Optional.of(new PlainLine(key, GoText.trimSpace(text.substring(equals + 1))));
  }

  /** A text without the one pair of quotes that is around it. */
  private static String withoutPair(String text) {
    int last = text.length() - 1;
    boolean around =
        last > 0 && Values.isQuote(text.charAt(0)) && text.indexOf(text.charAt(0), 1) == last;
    return around ? text.substring(1, last) : text;
  }

  /**
   * Whether the name is surely a setting's: the same but for case or characters that are not
   * visible.
   */
  boolean names(String setting) {
    if (key.equals(setting) || key.toUpperCase(Locale.ROOT).equals(setting)) {
      return true;
    }
    StringBuilder seen = new StringBuilder();
    key.codePoints().filter(c -> !isInvisible(c)).forEach(seen::appendCodePoint);
    return seen.toString().equals(setting);
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.SPACE_SEPARATOR
        || type == Character.CONTROL;
  }
}
