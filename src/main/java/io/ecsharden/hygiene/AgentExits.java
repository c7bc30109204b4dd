package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.StartFailure;
import java.util.ArrayList;
import java.util.List;

/** What makes the agent exit when it starts. */
final class AgentExits implements InstanceRule {

  @Override
  public List<LineDefect> find(Instance instance) {
    List<LineDefect> defects = new ArrayList<>();
    for (StartFailure failure : instance.settings().agent().failures()) {
      defects.add(
          at(Kind.AGENT_EXITS, failure.origin())
              .because(
                  "The agent does not start: " + failure.message(),
                  "Correct it before the agent is restarted"));
    }
    return defects;
  }
}
