package io.ecsharden.hygiene;

import io.ecsharden.settings.value.Origin;

/** One kind of defect: how it is found and, for a {@link RewritingRule}, how it is repaired. */
public interface Rule {

  /** Starts a defect of this rule. */
  default LineDefect.Builder at(LineDefect.Kind kind, Origin where) {
    return new LineDefect.Builder(this, kind, where);
  }

  /** How many lines a defect explains, with its own; the others follow it. */
  default int explainedLines() {
    return 1;
  }
}
