package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import java.util.Optional;

/** Words or marks before a name. */
final class TextBeforeName implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    return WrappedName.of(line)
        .map(name ->
            name.defect(
                this,
                Kind.ODD_KEY,
                line,
                "The line has no effect: what stands before the setting is a part of the name",
                Names.WRITE_PLAINLY));
  }
}
