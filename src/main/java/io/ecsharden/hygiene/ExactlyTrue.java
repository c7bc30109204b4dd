package io.ecsharden.hygiene;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** Another spelling of true where ecs-init knows one only. */
final class ExactlyTrue implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String value = line.value();
    if (value.equals("true")
        || !GoBoolean.parse(value).orElse(false)
        || !Values.isExactlyTrue(line.key())) {
      return Optional.empty();
    }
    boolean agent =
        AgentSettings.find(line.key()).filter(setting -> setting.kind().isBoolean()).isPresent();
    return Optional.of(
        value(Kind.READERS_DIFFER, line)
            .intended("true")
            .because(
                agent
                    ? "The agent accepts this spelling, and ecs-init accepts only true"
                    : "ecs-init accepts only true, and uses false for this spelling",
                "Write true"));
  }
}
