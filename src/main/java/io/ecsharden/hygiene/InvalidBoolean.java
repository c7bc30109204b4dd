package io.ecsharden.hygiene;

import static io.ecsharden.format.unit.EnvironmentNames.isNameCharacter;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** A word that the program that reads it does not accept as a boolean. */
final class InvalidBoolean implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    boolean accepted = GoBoolean.parse(line.value()).isPresent();
    return !accepted && line.isBoolean() && !TrailingPunctuation.isAfterBoolean(line)
        ? Optional.of(defect(this, Kind.INVALID_VALUE, line))
        : Optional.empty();
  }

  /** A defect of a value that is not a boolean. */
  static LineDefect defect(LineRule rule, Kind kind, EnvLine line) {
    LineDefect.Builder defect = rule.value(kind, line);
    intended(line.value()).ifPresent(on -> defect.intended(Boolean.toString(on)));
    return defect.because(effect(line.key()), "Write true or false");
  }

  /** Settings with three states ignore the value; the others are off. */
  private static String effect(String key) {
    return AgentSettings.find(key)
        .map(setting ->
            switch (setting.kind()) {
              case PLAIN_FALSE, ENVIRONMENT_ONLY_FALSE ->
                  "The agent does not accept this value, and silently uses false";
              default -> "The agent does not accept this value, and treats it as not set";
            })
        .orElse("ecs-init does not accept this value, and uses false");
  }

  /** What a person has probably in mind; quotes and another {@code =} before it do not count. */
  static Optional<Boolean> intended(String value) {
    int from = 0;
    while (from < value.length() && "=\\\"'".indexOf(value.charAt(from)) >= 0) {
      from++;
    }
    int to = from;
    while (to < value.length() && isNameCharacter(value.charAt(to))) {
      to++;
    }
    String word = value.substring(from, to);
    return switch (word) {
      case "1", "y", "Y" -> Optional.of(true);
      case "0", "n", "N" -> Optional.of(false);
      default -> Values.booleanWord(word);
    };
  }
}
