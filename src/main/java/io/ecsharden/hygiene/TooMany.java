package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.value.Origin;

/** More defects in one file than anybody reads. */
final class TooMany implements Rule {

  /** The defect that stands for all that are not listed. */
  LineDefect from(Origin where, int most) {
    return at(Kind.TOO_MANY, where)
        .because(
            "The file has more than " + most + " such places, and the others are not listed",
            "Write the file again from scratch");
  }
}
