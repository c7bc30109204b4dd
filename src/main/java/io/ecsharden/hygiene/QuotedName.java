package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import java.util.Optional;

/** Quotes around a name, or around a whole line. */
final class QuotedName implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    return Optional.of(line)
        .filter(l -> l.key().indexOf('"') >= 0 || l.key().indexOf('\'') >= 0)
        .flatMap(WrappedName::of)
        .map(name ->
            name.defect(
                this,
                Kind.QUOTED_KEY,
                line,
                "The line has no effect: the quotes are a part of the name",
                Names.WRITE_PLAINLY));
  }
}
