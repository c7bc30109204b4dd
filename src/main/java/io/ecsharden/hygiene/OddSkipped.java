package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.Origin;
import java.util.Optional;

/** Lines without {@code =}, which every reader skips. */
final class OddSkipped {

  private static final String SKIPPED = "every reader skips this line: it has no =";

  private OddSkipped() {}

  static LineDefect judge(String text, Origin where) {
    if (OddLines.isShell(text)) {
      return LineDefect.at(Kind.SHELL_LEFTOVER, where)
          .because("a piece of a script that ended up in the file", "remove the line");
    }
    int from = 0;
    while (from < text.length() && !OddLines.isNameCharacter(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < text.length() && OddLines.isNameCharacter(text.charAt(to))) {
      to++;
    }
    Optional<String> key = Optional.of(text.substring(from, to)).filter(KnownKeys::isSetting);
    if (key.isEmpty()) {
      return LineDefect.at(Kind.NO_ASSIGNMENT, where)
          .because(SKIPPED, "remove the line or comment it out");
    }
    return LineDefect.at(Kind.NO_ASSIGNMENT, where)
        .key(key.get())
        .meant(value(text.substring(to)))
        .because(SKIPPED, OddLines.PLAIN);
  }

  /** What stands behind {@code KEY}, {@code KEY:} or {@code "KEY":}. */
  private static String value(String rest) {
    int from = 0;
    while (from < rest.length() && "\"': \t".indexOf(rest.charAt(from)) >= 0) {
      from++;
    }
    String value = GoText.trimSpace(rest.substring(from));
    boolean listed = value.endsWith("\",") || value.endsWith("',");
    return OddValues.unquoted(listed ? value.substring(0, value.length() - 1) : value);
  }
}
