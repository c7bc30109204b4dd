package io.ecsharden.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent ends up with.
 *
 * @param values every setting that it reads, by variable
 * @param failures why it does not start; empty when it does
 * @param unknown what could not be read, and so may say anything
 * @param variables the container's variables, as ecs-init makes them
 */
public record AgentView(
    Map<String, EffectiveValue> values,
    List<StartFailure> failures,
    List<String> unknown,
    Map<String, Sourced> variables) {

  public AgentView {
    failures = List.copyOf(failures);
    unknown = List.copyOf(unknown);
  }

  /** Whether the agent starts with this configuration, as far as that could be seen. */
  public boolean starts() {
    return failures.isEmpty();
  }

  /** A setting that the agent reads. */
  public EffectiveValue get(String key) {
    return find(key).orElseThrow(() -> new IllegalArgumentException("no agent setting: " + key));
  }

  /** A setting, if the agent reads such a one. */
  public Optional<EffectiveValue> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The container's variables and their texts. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    variables.forEach((key, source) -> environment.put(key, source.raw()));
    return environment;
  }

  /** Where a variable of the container comes from. */
  public Optional<Origin> originOf(String key) {
    return Optional.ofNullable(variables.get(key)).map(Sourced::origin);
  }
}
