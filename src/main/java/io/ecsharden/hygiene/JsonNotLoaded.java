package io.ecsharden.hygiene;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.Origin;
import java.util.List;

/** A JSON file at its usual place, when a variable sends the agent elsewhere. */
final class JsonNotLoaded implements InstanceRule {

  @Override
  public List<LineDefect> find(Instance instance) {
    String path = instance.settings().agent().get(AgentSettings.CONFIG_FILE_PATH).unmasked();
    boolean elsewhere = !path.isEmpty() && !path.equals(HostFacts.JSON_CONFIG);
    return elsewhere && instance.facts().file(HostFacts.JSON_CONFIG).bytesOrEmpty().length > 0
        ? List.of(
            at(Kind.NOT_LOADED, Origin.wholeFile(HostFacts.JSON_CONFIG))
                .key(AgentSettings.CONFIG_FILE_PATH)
                .effective(path)
                .because(
                    "The agent does not read this file: the variable names another one",
                    "Remove the file or the variable"))
        : List.of();
  }
}
