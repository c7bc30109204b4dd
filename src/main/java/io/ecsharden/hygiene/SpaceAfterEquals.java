package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** White space between the {@code =} and a value. */
final class SpaceAfterEquals implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    return line.hasSpaceAfterEquals() && keepsSpace(line.key())
        ? Optional.of(
            at(Kind.SPACE_AFTER_EQUALS, line.where())
                .key(line.key())
                .effective(line.rawValue())
                .intended(line.value())
                .because(
                    "The agent keeps the space after = as a part of the value, and systemd removes"
                        + " it",
                    "Remove the space"))
        : Optional.empty();
  }

  private static boolean keepsSpace(String key) {
    return AgentSettings.find(key).filter(s -> s.kind() == AgentSetting.Kind.TEXT).isPresent();
  }
}
