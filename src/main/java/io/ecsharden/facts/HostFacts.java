package io.ecsharden.facts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that an audit needs to know of one machine, read once.
 *
 * @param root where the instance's file system is: {@code /}, or {@code /host} in a container
 * @param files what was found at each path that was looked at
 * @param ecsUnit {@code ecs.service}
 * @param ecsDirectory whether {@code /etc/ecs} exists
 * @param agentTraces files that only an installed agent or ecs-init leaves, of those that are there
 * @param registered whether the agent has a checkpoint: it has joined a cluster, and some settings
 *     must stay as they are ({@code /var/lib/ecs/data/agent.db})
 * @param running what runs now
 * @param surroundings what the process itself runs in
 */
public record HostFacts(
    String root,
    Map<String, FileFact> files,
    UnitFacts ecsUnit,
    boolean ecsDirectory,
    List<String> agentTraces,
    boolean registered,
    RunningFacts running,
    Surroundings surroundings) {

  public static final String ECS_CONFIG = "/etc/ecs/ecs.config";
  public static final String INSTANCE_CONFIG = "/var/lib/ecs/ecs.config";
  public static final String JSON_CONFIG = "/etc/ecs/ecs.config.json";
  public static final String OS_RELEASE = "/etc/os-release";

  public HostFacts {
    files = Map.copyOf(files);
    agentTraces = List.copyOf(agentTraces);
  }

  /** What was found at a path; absent when nobody looked. */
  public FileFact file(String path) {
    return Optional.ofNullable(files.get(path)).orElseGet(() -> new FileFact.Absent(path));
  }

  /** The same machine with another file at a path. */
  public HostFacts with(FileFact file) {
    Map<String, FileFact> changed = new HashMap<>(files);
    changed.put(file.path(), file);
    return new HostFacts(
        root, changed, ecsUnit, ecsDirectory, agentTraces, registered, running, surroundings);
  }

  /** The same machine, with what runs on it. */
  public HostFacts withRunning(RunningFacts seen) {
    return new HostFacts(
        root, files, ecsUnit, ecsDirectory, agentTraces, registered, seen, surroundings);
  }

  /**
   * What the process itself runs in.
   *
   * @param container whether it runs in a container
   * @param taskMetadata whether {@code ECS_CONTAINER_METADATA_URI_V4} is set: it runs in a task
   */
  public record Surroundings(boolean container, boolean taskMetadata) {

    /** A process straight on a machine. */
    public static final Surroundings PLAIN = new Surroundings(false, false);
  }
}
