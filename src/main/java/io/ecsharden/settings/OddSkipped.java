package io.ecsharden.settings;

import io.ecsharden.format.GoText;
import io.ecsharden.settings.Oddity.Kind;
import java.util.Optional;

/** Lines without {@code =}, which every reader skips. */
final class OddSkipped {

  private static final String SKIPPED = "every reader skips this line: it has no =";

  private OddSkipped() {}

  static Oddity judge(String text, Origin where) {
    if (OddLines.isShell(text)) {
      return Oddity.at(Kind.SHELL_LEFTOVER, where)
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
      return Oddity.at(Kind.NO_ASSIGNMENT, where)
          .because(SKIPPED, "remove the line or comment it out");
    }
    return Oddity.at(Kind.NO_ASSIGNMENT, where)
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
