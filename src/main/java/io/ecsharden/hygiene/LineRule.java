package io.ecsharden.hygiene;

import java.util.Optional;

/** A rule that judges one line of an env file by itself. */
interface LineRule extends Rule {

  /** The line's defect, where it has one of this rule's. */
  Optional<LineDefect> find(EnvLine line);

  /** Starts a defect of a setting's value. */
  default LineDefect.Builder value(LineDefect.Kind kind, EnvLine line) {
    return at(kind, line.where()).key(line.key()).effective(line.value());
  }
}
