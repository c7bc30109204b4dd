package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import java.util.Optional;

/** White space between a name and the {@code =}. */
final class SpaceBeforeEquals implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String key = GoText.trimSpace(line.key());
    return KnownKeys.isSetting(key)
        ? Optional.of(
            at(Kind.SPACE_BEFORE_EQUALS, line.where())
                .key(key)
                .intended(line.rawValue().strip())
                .because(message(line.key(), key), "Remove the spaces around ="))
        : Optional.empty();
  }

  private static String message(String name, String key) {
    boolean plain = name.chars().skip(key.length()).allMatch(c -> c == ' ' || c == '\t');
    boolean init = InitSettings.reads(key) && plain;
    boolean agent = AgentSettings.find(key).isPresent();
    if (init) {
      return "systemd drops the space before = for ecs-init, but "
          + (agent ? "the agent ignores the line" : "other readers ignore the line");
    }
    return "The agent ignores this line: the space before = is a part of the name";
  }
}
