package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.KnownKeys;
import java.util.Optional;

/** {@code KEY: value}, where the value holds a {@code =}. */
final class ColonAfterName implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String text = line.text();
    int colon = text.indexOf(':');
    return Optional.of(Values.unquoted(text.substring(0, Math.max(0, colon)).strip()))
        .filter(KnownKeys::isSetting)
        .map(key ->
            at(Kind.ODD_KEY, line.where())
                .key(key)
                .intended(text.substring(colon + 1).strip())
                .because(
                    "The line has no effect: a colon stands in the place of the =",
                    Names.WRITE_PLAINLY));
  }
}
