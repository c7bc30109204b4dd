package io.ecsharden.hygiene;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.hygiene.LineDefect.Kind;
import java.util.Optional;

/** A semicolon or the like after a value. */
final class TrailingPunctuation implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String value = line.value();
    if (value.equals(Values.withoutPunctuation(value))) {
      return Optional.empty();
    }
    if (line.isBoolean()) {
      return isAfterBoolean(line)
          ? Optional.of(InvalidBoolean.defect(this, Kind.TRAILING_PUNCTUATION, line))
          : Optional.empty();
    }
    if (!value.endsWith(";") || Values.looksLikeJson(value) && !endsLikeJson(value)) {
      return Optional.empty();
    }
    return Optional.of(
        value(Kind.TRAILING_PUNCTUATION, line)
            .intended(Values.withoutPunctuation(value))
            .because("The semicolon is a part of the value", "Remove the semicolon"));
  }

  /** Whether a value is a boolean but for the punctuation at its end. */
  static boolean isAfterBoolean(EnvLine line) {
    return GoBoolean.parse(line.value()).isEmpty()
        && GoBoolean.parse(Values.withoutPunctuation(line.value())).isPresent();
  }

  private static boolean endsLikeJson(String value) {
    return value.endsWith("};") || value.endsWith("];");
  }
}
