package io.ecsharden.settings.agent;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.AssignmentIndex;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.settings.value.LineTexts;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.SourceStack;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The environment that ecs-init gives to the agent's container: its defaults, then {@code
 * /var/lib/ecs/ecs.config}, then {@code /etc/ecs/ecs.config}, then what it forces (amazon-ecs-agent
 * 1.105.1, {@code ecs-init/docker/docker.go}, {@code getContainerConfig}).
 */
public final class EcsInitEnvironment {

  /** What stands in no file and is beaten by files, the text that counts last. */
  private final Map<String, List<Sourced>> below = new LinkedHashMap<>();

  /** The files; the last one beats the others. */
  private final List<File> files = new ArrayList<>();

  /** What beats the files. */
  private final Map<String, List<Sourced>> above = new LinkedHashMap<>();

  private EcsInitEnvironment() {}

  private record File(String path, AssignmentIndex index) {}

  /**
   * @param external whether ecs-init itself runs with {@code ECS_EXTERNAL=true}
   */
  public static EcsInitEnvironment of(EnvFile instanceConfig, EnvFile ecsConfig, boolean external) {
    EcsInitEnvironment environment = new EcsInitEnvironment();
    for (AgentSetting setting : AgentSettings.withEcsInitDefault()) {
      environment.put(
          setting.key(), setting.ecsInitDefault().orElseThrow(), Origin.ECS_INIT_DEFAULT);
    }
    environment.files.add(
        new File(HostFacts.INSTANCE_CONFIG, instanceConfig.index(Dialect.ECS_INIT)));
    environment.files.add(new File(HostFacts.ECS_CONFIG, ecsConfig.index(Dialect.ECS_INIT)));
    if (external) {
      String key = AgentSettings.TASK_ENI;
      environment.above.put(key, List.of(Sourced.of(key, "false", Origin.ECS_INIT_FORCED)));
    }
    return environment;
  }

  /** What {@code docker run} gives the container, without ecs-init's defaults. */
  public static EcsInitEnvironment empty() {
    return new EcsInitEnvironment();
  }

  /** Adds what {@code --env-file} or {@code --env} gives; what comes later counts. */
  public void put(String key, String raw, Origin origin) {
    below.computeIfAbsent(key, k -> new ArrayList<>(1)).add(Sourced.of(key, raw, origin));
  }

  /** The environment of a container that runs. */
  public static EcsInitEnvironment ofContainer(Map<String, String> variables) {
    EcsInitEnvironment environment = new EcsInitEnvironment();
    variables.forEach((key, raw) -> environment.put(key, raw, Origin.RUNNING_AGENT));
    return environment;
  }

  /** What counts for a variable. */
  Optional<Sourced> get(String key) {
    List<Sourced> forced = above.get(key);
    if (forced != null) {
      return Optional.of(forced.getLast());
    }
    for (File file : files.reversed()) {
      Assignment counts = file.index().last().get(key);
      if (counts != null) {
        return Optional.of(new LineTexts(file.path(), List.of(counts)).getLast());
      }
    }
    return Optional.ofNullable(below.get(key)).map(List::getLast);
  }

  /** The text of a variable, as {@code os.Getenv} gives it: empty when it is not set. */
  public String text(String key) {
    return get(key).map(Sourced::unmasked).orElse("");
  }

  /** What is said and does not count, nearest first. */
  List<Sourced> shadowed(String key) {
    SourceStack said = new SourceStack();
    said.add(below.getOrDefault(key, List.of()));
    for (File file : files) {
      said.add(new LineTexts(file.path(), file.index().of(key)));
    }
    said.add(above.getOrDefault(key, List.of()));
    return said.shadowed();
  }

  /** The names of some of the container's variables. */
  Set<String> keys(Predicate<String> names) {
    Set<String> keys = new LinkedHashSet<>();
    add(below.keySet(), names, keys);
    files.forEach(file -> add(file.index().last().keySet(), names, keys));
    add(above.keySet(), names, keys);
    return keys;
  }

  private static void add(Set<String> keys, Predicate<String> names, Set<String> to) {
    for (String key : keys) {
      if (names.test(key)) {
        to.add(key);
      }
    }
  }

  /** The settings whose text stands in a file. */
  List<String> settingsInFiles() {
    Set<String> settings = new LinkedHashSet<>();
    below.forEach((key, texts) -> addSetting(key, settings));
    for (File file : files) {
      file.index().last().keySet().forEach(key -> addSetting(key, settings));
    }
    List<String> inFiles = new ArrayList<>(settings);
    inFiles.removeIf(key -> get(key).filter(said -> said.origin().isFile()).isEmpty());
    return inFiles;
  }

  private static void addSetting(String key, Set<String> settings) {
    if (AgentSettings.find(key).isPresent()) {
      settings.add(key);
    }
  }
}
