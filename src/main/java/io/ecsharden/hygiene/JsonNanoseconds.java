package io.ecsharden.hygiene;

import io.ecsharden.format.GoDuration;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentJson;
import java.util.List;

/** A duration of the agent's JSON file that is so short that its author intended another unit. */
final class JsonNanoseconds implements InstanceRule {

  @Override
  public List<LineDefect> find(Instance instance) {
    return instance.settings().agent().durationsInJson().stream()
        .filter(duration ->
            duration.nanoseconds() > 0 && duration.nanoseconds() < GoDuration.MILLISECOND)
        .map(this::defect)
        .toList();
  }

  private LineDefect defect(AgentJson.Duration duration) {
    return at(Kind.INVALID_VALUE, duration.origin())
        .key(duration.key())
        .effective(GoDuration.show(duration.nanoseconds()))
        .because(
            "The agent reads this number as nanoseconds",
            "Write nanoseconds: 1000000000 for each second");
  }
}
