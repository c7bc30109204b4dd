package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.KnownKeys;
import java.util.Optional;

/** A setting's name in other letters than capitals. */
final class WrongCase implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String name = GoText.trimSpace(line.key());
    return KnownKeys.inOtherCase(name)
        .map(setting ->
            at(Kind.WRONG_CASE, line.where())
                .key(setting)
                .intended(line.rawValue())
                .because(
                    "Nothing reads " + name + ": names are case-sensitive", "Write " + setting));
  }
}
