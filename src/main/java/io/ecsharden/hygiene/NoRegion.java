package io.ecsharden.hygiene;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.EffectiveValue;
import java.util.List;

/** An external instance without a region. */
final class NoRegion implements InstanceRule {

  @Override
  public List<LineDefect> find(Instance instance) {
    EffectiveValue external = instance.settings().agent().get(AgentSettings.EXTERNAL);
    EffectiveValue region = instance.settings().agent().get(AgentSettings.REGION);
    return external.isTrue() && region.isKnown() && region.unmasked().isEmpty()
        ? List.of(
            at(Kind.NO_REGION, external.origin())
                .key(AgentSettings.REGION)
                .because(
                    "The agent does not start without a region, and an external instance has no"
                        + " metadata service to ask for it",
                    "Set AWS_DEFAULT_REGION in " + HostFacts.INSTANCE_CONFIG))
        : List.of();
  }
}
