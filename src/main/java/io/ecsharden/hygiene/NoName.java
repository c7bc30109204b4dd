package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import java.util.Optional;

/** A value without a name. */
final class NoName implements LineRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    return line.assigns() && line.key().isEmpty()
        ? Optional.of(
            at(Kind.NO_NAME, line.where())
                .because(
                    "Nothing stands before the =, and docker --env-file refuses the whole file for"
                        + " it",
                    "Remove the line"))
        : Optional.empty();
  }
}
