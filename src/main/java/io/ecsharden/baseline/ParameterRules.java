package io.ecsharden.baseline;

import io.ecsharden.baseline.ParameterSpec.Kind;
import java.util.Optional;

/** The texts that are values of each kind of parameter; for a list, of one item. */
final class ParameterRules {

  /** Why a text is not a value, and what to write instead. */
  record Mistake(String message, Optional<String> hint) {}

  private ParameterRules() {}

  static Optional<Mistake> mistakeIn(Kind kind, String text) {
    return switch (kind) {
      case BOOLEAN ->
          text.equals("true") || text.equals("false")
              ? Optional.empty()
              : mistake(text, "neither `true` nor `false`", Optional.empty());
      case TEXT, TEXT_LIST -> Optional.empty();
      case FILE_MODE ->
          isMode(text)
              ? Optional.empty()
              : mistake(text, "not a file mode", Optional.of("write octal digits, such as `0640`"));
      case CIDR_LIST -> Cidr.mistakeIn(text);
    };
  }

  /** The normal spelling of a valid text: a mode gets four digits. */
  static String normal(Kind kind, String text) {
    return kind == Kind.FILE_MODE && text.length() == 3 ? "0" + text : text;
  }

  static Optional<Mistake> mistake(String text, String why, Optional<String> hint) {
    return Optional.of(new Mistake(Quote.of(text) + " is " + why, hint));
  }

  private static boolean isMode(String text) {
    return (text.length() == 3 || text.length() == 4)
        && text.chars().allMatch(c -> c >= '0' && c <= '7');
  }
}
