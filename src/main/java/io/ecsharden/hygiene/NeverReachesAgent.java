package io.ecsharden.hygiene;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.unit.UnitEnvironment;
import java.util.ArrayList;
import java.util.List;

/** A setting of the agent in ecs-init's unit. */
final class NeverReachesAgent implements InstanceRule {

  @Override
  public List<LineDefect> find(Instance instance) {
    List<LineDefect> defects = new ArrayList<>();
    for (UnitEnvironment.Variable variable : instance.settings().unit().variables()) {
      String key = variable.key();
      if (AgentSettings.find(key).isPresent() && !InitSettings.reads(key)) {
        defects.add(
            at(Kind.NEVER_REACHES_AGENT, variable.source().origin())
                .key(key)
                .intended(variable.source().unmasked())
                .because(
                    "Nothing from a systemd unit reaches the agent's container",
                    "Move it to " + HostFacts.ECS_CONFIG));
      }
    }
    return defects;
  }
}
