package io.ecsharden.hygiene;

import static io.ecsharden.format.unit.EnvironmentNames.isNameCharacter;

import io.ecsharden.format.GoText;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.KnownKeys;
import java.util.Optional;

/** A name that looks right, with characters that cannot be seen or letters of another script. */
final class UnseenCharacters implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String name = GoText.trimSpace(line.key());
    if (!isInQuestion(name)) {
      return Optional.empty();
    }
    StringBuilder seen = new StringBuilder();
    name.chars().filter(c -> isNameCharacter((char) c)).forEach(c -> seen.append((char) c));
    return Optional.of(seen.toString())
        .filter(plain -> plain.length() > name.length() / 2)
        .flatMap(
            plain -> KnownKeys.isSetting(plain) ? Optional.of(plain) : KnownKeys.nearest(plain))
        .map(key ->
            at(Kind.ODD_KEY, line.where())
                .key(key)
                .intended(line.rawValue())
                .because(
                    "The line has no effect: its name holds characters that are not ASCII, and"
                        + " that may be invisible",
                    "Type the name again"));
  }

  /** Whether a name has characters that are not ASCII, and none that separate words. */
  private static boolean isInQuestion(String name) {
    boolean foreign = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ') {
        return false;
      }
      foreign |= c >= 0x80;
    }
    return foreign;
  }
}
