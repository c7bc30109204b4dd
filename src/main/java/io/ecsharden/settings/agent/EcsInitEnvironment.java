package io.ecsharden.settings.agent;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Reading;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment that ecs-init gives to the agent's container: its defaults, then {@code
 * /var/lib/ecs/ecs.config}, then {@code /etc/ecs/ecs.config}, then what it forces (amazon-ecs-agent
 * 1.105.1, {@code ecs-init/docker/docker.go}, {@code getContainerConfig}).
 */
public final class EcsInitEnvironment {

  /** Everything that sets a variable, the one that counts last. */
  private final Map<String, List<Sourced>> sources = new LinkedHashMap<>();

  private EcsInitEnvironment() {}

  /**
   * @param external whether ecs-init itself runs with {@code ECS_EXTERNAL=true}
   */
  public static EcsInitEnvironment of(Reading instanceConfig, Reading ecsConfig, boolean external) {
    EcsInitEnvironment environment = new EcsInitEnvironment();
    for (AgentSetting setting : AgentSettings.withEcsInitDefault()) {
      environment.add(
          setting.key(), setting.ecsInitDefault().orElseThrow(), Origin.ECS_INIT_DEFAULT);
    }
    environment.addFile(HostFacts.INSTANCE_CONFIG, instanceConfig);
    environment.addFile(HostFacts.ECS_CONFIG, ecsConfig);
    if (external) {
      environment.add(AgentSettings.TASK_ENI, "false", Origin.ECS_INIT_FORCED);
    }
    return environment;
  }

  /** What {@code docker run} gives the container, without ecs-init's defaults. */
  public static EcsInitEnvironment empty() {
    return new EcsInitEnvironment();
  }

  /** Adds what {@code --env-file} or {@code --env} gives; what comes later counts. */
  public void put(String key, String raw, Origin origin) {
    add(key, raw, origin);
  }

  /** The environment of a container that runs. */
  public static EcsInitEnvironment ofContainer(Map<String, String> variables) {
    EcsInitEnvironment environment = new EcsInitEnvironment();
    variables.forEach((key, raw) -> environment.add(key, raw, Origin.RUNNING_AGENT));
    return environment;
  }

  private void addFile(String path, Reading reading) {
    if (reading instanceof Reading.Taken(List<Assignment> assignments)) {
      for (Assignment assignment : assignments) {
        add(assignment.key(), assignment.value(), Origin.line(path, assignment.line()));
      }
    }
  }

  private void add(String key, String raw, Origin origin) {
    sources.computeIfAbsent(key, k -> new ArrayList<>()).add(Sourced.of(key, raw, origin));
  }

  /** What counts for a variable. */
  Optional<Sourced> get(String key) {
    return Optional.ofNullable(sources.get(key)).map(List::getLast);
  }

  /** The text of a variable, as {@code os.Getenv} gives it: empty when it is not set. */
  public String text(String key) {
    return get(key).map(Sourced::unmasked).orElse("");
  }

  /** What is said and does not count, nearest first. */
  List<Sourced> shadowed(String key) {
    return Optional.ofNullable(sources.get(key))
        .map(all -> all.subList(0, all.size() - 1).reversed())
        .orElse(List.of());
  }

  /** The names of the container's variables. */
  Set<String> keys() {
    return sources.keySet();
  }

  /** The names that stand in a file. */
  List<String> keysInFiles() {
    List<String> keys = new ArrayList<>();
    sources.forEach((key, all) -> {
      if (all.getLast().origin().isFile()) {
        keys.add(key);
      }
    });
    return keys;
  }
}
