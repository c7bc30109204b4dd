package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.KnownKeys;
import java.util.Optional;

/** {@code Environment="KEY=value"} and the like. */
final class AssignmentInValue implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String inner = Values.unquoted(line.value());
    int equals = inner.indexOf('=');
    return equals > 0 && KnownKeys.isSetting(inner.substring(0, equals))
        ? Optional.of(
            at(Kind.ODD_KEY, line.where())
                .key(inner.substring(0, equals))
                .intended(Values.unquoted(inner.substring(equals + 1)))
                .because(
                    "The setting has no effect: the name is what stands before the first =",
                    Names.WRITE_PLAINLY))
        : Optional.empty();
  }
}
