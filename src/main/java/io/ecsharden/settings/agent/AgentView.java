package io.ecsharden.settings.agent;

import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the agent ends up with. A setting is worked out when somebody asks for it: an audit asks for
 * a dozen of a hundred. Not for several threads.
 */
public final class AgentView {

  private final AgentReader reader;
  private final EcsInitEnvironment environment;
  private final AgentJson json;
  private final List<StartFailure> failures;
  private final List<String> unknown;
  private final Map<String, EffectiveValue> values = new HashMap<>();
  private Optional<List<EffectiveValue>> said = Optional.empty();

  AgentView(
      AgentReader reader,
      EcsInitEnvironment environment,
      AgentJson json,
      List<StartFailure> failures,
      List<String> unknown) {
    this.reader = reader;
    this.environment = environment;
    this.json = json;
    this.failures = List.copyOf(failures);
    this.unknown = List.copyOf(unknown);
  }

  /** Why the agent does not start; empty when it does, as far as that could be seen. */
  public List<StartFailure> failures() {
    return failures;
  }

  /** What could not be read, and so may say anything. */
  public List<String> unknown() {
    return unknown;
  }

  /** Members of the JSON file that name no field. */
  public List<AgentJson.Ignored> ignored() {
    return json.ignored();
  }

  /** The durations of the JSON file. */
  public List<AgentJson.Duration> durationsInJson() {
    return json.durations();
  }

  /** A setting that the agent reads. */
  public EffectiveValue get(String key) {
    return find(key).orElseThrow(() -> new IllegalArgumentException("no agent setting: " + key));
  }

  /** A setting, if the agent reads such a one. */
  public Optional<EffectiveValue> find(String key) {
    return AgentSettings.find(key).map(this::value);
  }

  /** Every setting that the agent reads. */
  public List<EffectiveValue> all() {
    return AgentSettings.all().stream().map(this::value).toList();
  }

  /** The settings of which a file speaks. */
  public List<EffectiveValue> said() {
    if (said.isEmpty()) {
      said = Optional.of(readSaid());
    }
    return said.get();
  }

  private List<EffectiveValue> readSaid() {
    Set<String> keys = new LinkedHashSet<>(environment.settingsInFiles());
    for (String field : json.fields().keySet()) {
      AgentSettings.byJsonField(field).map(AgentSetting::key).ifPresent(keys::add);
    }
    List<EffectiveValue> found = new ArrayList<>();
    for (String key : keys) {
      find(key).ifPresent(found::add);
    }
    return found;
  }

  private EffectiveValue value(AgentSetting setting) {
    return values.computeIfAbsent(setting.key(), key -> reader.value(setting));
  }

  /** The container's variables and their texts, as ecs-init makes them. */
  public Map<String, String> environment() {
    return environment(name -> true);
  }

  /** The same for some of the variables: a file can hold a hundred thousand. */
  public Map<String, String> environment(Predicate<String> names) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : environment.keys(names)) {
      texts.put(key, environment.text(key));
    }
    return texts;
  }

  /** Why nobody can tell what a variable is: a file that may set it could not be read. */
  public Optional<String> gap(String key) {
    return reader.gap(environment.get(key));
  }

  /** The text of one of the container's variables, and where it comes from. */
  public Optional<Sourced> variable(String key) {
    return environment.get(key);
  }
}
