package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.format.unit.EnvironmentNames;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.KnownKeys;
import java.util.Optional;

/** A line without a {@code =}. */
final class NoAssignment implements LineRule {

  private static final String SKIPPED = "Every reader skips this line: it has no =";

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    if (line.assigns()) {
      return Optional.empty();
    }
    String text = line.text();
    String key = EnvironmentNames.firstIn(text);
    return Optional.of(
        KnownKeys.isSetting(key)
            ? at(Kind.NO_ASSIGNMENT, line.where())
                .key(key)
                .intended(value(text.substring(text.indexOf(key) + key.length())))
                .because(SKIPPED, Names.WRITE_PLAINLY)
            : at(Kind.NO_ASSIGNMENT, line.where())
                .because(SKIPPED, "Remove the line or comment it out"));
  }

  /** What stands after {@code KEY}, {@code KEY:} or {@code "KEY":}. */
  private static String value(String rest) {
    int from = 0;
    while (from < rest.length() && "\"': \t".indexOf(rest.charAt(from)) >= 0) {
      from++;
    }
    String value = GoText.trimSpace(rest.substring(from));
    boolean listed = value.endsWith("\",") || value.endsWith("',");
    return Values.unquoted(listed ? value.substring(0, value.length() - 1) : value);
  }
}
