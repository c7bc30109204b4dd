package io.ecsharden.hygiene;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentJson;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A member of the agent's JSON file that names no field. */
final class IgnoredJsonField implements InstanceRule {

  @Override
  public List<LineDefect> find(Instance instance) {
    List<LineDefect> defects = new ArrayList<>();
    for (AgentJson.Ignored ignored : instance.settings().agent().ignored()) {
      defects.add(defect(ignored));
    }
    return defects;
  }

  private LineDefect defect(AgentJson.Ignored ignored) {
    LineDefect.Builder defect = at(Kind.IGNORED_JSON_FIELD, ignored.origin());
    String name = ignored.name();
    if (name.equalsIgnoreCase("AWSVPCBlockInstanceMetadata")) {
      return defect
          .key(AgentSettings.AWSVPC_BLOCK_IMDS)
          .because(
              "The agent spells this field AWSVPCBlockInstanceMetdata, and ignores the correct"
                  + " spelling",
              "Write AWSVPCBlockInstanceMetdata, or set ECS_AWSVPC_BLOCK_IMDS in "
                  + HostFacts.ECS_CONFIG);
    }
    Optional<String> field = AgentSettings.find(name).flatMap(AgentSetting::jsonField);
    return defect
        .key(name)
        .because(
            field.isPresent()
                ? "The agent ignores variables in this file: its fields have other names"
                : "The agent does not know this field, and ignores it",
            field.map(f -> "Write " + f).orElse("Remove it"));
  }
}
