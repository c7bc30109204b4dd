package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.rule.ValueRules;
import java.util.Optional;

/** A number, a duration, a word, a list or JSON that the setting's reader does not accept. */
final class InvalidValue implements LineRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    return ValueRules.find(line.key())
        .flatMap(rule ->
            rule.refusal(line.value())
                .map(refusal ->
                    value(Kind.INVALID_VALUE, line)
                        .because(refusal.effect(), "Write " + rule.accepts())));
  }
}
