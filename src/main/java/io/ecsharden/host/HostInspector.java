package io.ecsharden.host;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.HostFacts.Surroundings;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.UnitFacts;
import io.ecsharden.host.files.HostRoot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads, once, everything that an audit needs. Starts no process. */
public final class HostInspector {

  private static final List<String> FILES =
      List.of(
          HostFacts.ECS_CONFIG,
          HostFacts.INSTANCE_CONFIG,
          HostFacts.JSON_CONFIG,
          HostFacts.OS_RELEASE,
          HostFacts.DAEMON_JSON);

  /** What the packages of ecs-init and of the agent put on an instance. */
  private static final List<String> AGENT_TRACES =
      List.of("/usr/libexec/amazon-ecs-init", "/var/cache/ecs", "/var/lib/ecs");

  /**
   * Where the agent keeps what it knows between starts (amazon-ecs-agent 1.105.1, {@code
   * agent/data/client.go}; before 1.44 {@code agent/statemanager}).
   */
  private static final List<String> CHECKPOINTS =
      List.of("/var/lib/ecs/data/agent.db", "/var/lib/ecs/data/ecs_agent_data.json");

  /** Is there when systemd runs (sd_booted(3)). */
  private static final String BOOTED = "/run/systemd/system";

  private static final List<String> CONTAINER_MARKS = List.of("/.dockerenv", "/run/.containerenv");

  private final HostRoot host;

  public HostInspector(HostRoot host) {
    this.host = host;
  }

  /**
   * Looks at the instance's files. Opens no socket; {@link #running} does.
   *
   * @param environment the process's own environment
   */
  public HostFacts inspect(Map<String, String> environment) {
    Map<String, FileFact> files = new HashMap<>();
    for (String path : FILES) {
      files.put(path, host.read(path));
    }
    List<String> directories = UnitPath.DIRECTORIES.stream().filter(host::exists).toList();
    UnitFacts docker = unit("docker.service", directories);
    dockerEnvironment(docker, files);
    return new HostFacts(
        host.display(),
        files,
        unit("ecs.service", directories),
        docker,
        host.exists("/etc/ecs"),
        AGENT_TRACES.stream().filter(host::exists).toList(),
        CHECKPOINTS.stream().anyMatch(host::exists),
        RunningFacts.OFFLINE,
        surroundings(environment));
  }

  /**
   * Looks at what runs. A tree of files that is no running system is left alone: no socket is
   * opened for it.
   *
   * @param facts the instance's files; dockerd is asked only where they speak of a proxy
   * @param dockerSocket where the agent finds Docker, as the instance names the path
   */
  public RunningFacts running(HostFacts facts, String dockerSocket) {
    boolean live = host.display().equals("/") || host.exists(BOOTED) || host.exists(dockerSocket);
    return live
        ? new RunningInspector(host, dockerSocket).inspect(facts.dockerSpeaksOfProxies())
        : RunningFacts.OFFLINE;
  }

  /** The files that the unit names: the others are none of dockerd's business. */
  private void dockerEnvironment(UnitFacts unit, Map<String, FileFact> files) {
    for (String path : HostFacts.DOCKER_ENVIRONMENT) {
      boolean named =
          unit.fragment().filter(file -> file.mentions(path)).isPresent()
              || unit.dropIns().stream().anyMatch(file -> file.mentions(path));
      if (named) {
        files.put(path, host.read(path));
      }
    }
  }

  private static Surroundings surroundings(Map<String, String> environment) {
    HostRoot own = new HostRoot(java.nio.file.Path.of("/"));
    boolean container = CONTAINER_MARKS.stream().anyMatch(own::exists);
    return new Surroundings(container, environment.containsKey("ECS_CONTAINER_METADATA_URI_V4"));
  }

  /** A unit and its drop-ins, by systemd's search path (systemd.unit(5), 252). */
  private UnitFacts unit(String name, List<String> directories) {
    Optional<FileFact> fragment = Optional.empty();
    boolean masked = false;
    for (String directory : directories) {
      String path = directory + "/" + name;
      if (host.isLinkTo(path, "/dev/null")) {
        masked = true;
        break;
      }
      FileFact file = host.read(path);
      if (!(file instanceof FileFact.Absent)) {
        fragment = Optional.of(file);
        break;
      }
    }
    return new UnitFacts(name, fragment, UnitPath.dropIns(host, directories, name), masked);
  }
}
