package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import java.util.Optional;

/** A command in backquotes. */
final class Backquotes implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    return line.value().startsWith("`")
        ? Optional.of(
            value(Kind.INVALID_VALUE, line)
                .because(
                    "Nothing runs the command in the backquotes: its text is the value",
                    "Write the command's result"))
        : Optional.empty();
  }
}
