package io.ecsharden.host;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.HostFacts.Surroundings;
import io.ecsharden.facts.MetadataAccess;
import io.ecsharden.facts.NetworkFacts;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.StarterFacts;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.facts.UnitFacts;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.net.PacketFilterReader;
import io.ecsharden.host.proc.ProcFiles;
import io.ecsharden.machine.Budget;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads everything that an audit needs, once. Starts no process. */
public final class HostInspector {

  private static final List<String> FILES =
      List.of(
          HostFacts.ECS_CONFIG,
          HostFacts.INSTANCE_CONFIG,
          HostFacts.JSON_CONFIG,
          HostFacts.OS_RELEASE,
          HostFacts.DAEMON_JSON);

  /** What decides for the agent, and where a repair writes. */
  private static final List<String> WRITTEN =
      List.of(
          HostFacts.ECS_CONFIG,
          HostFacts.INSTANCE_CONFIG,
          HostFacts.JSON_CONFIG,
          HostFacts.DAEMON_JSON,
          "/etc/systemd/system",
          "/etc/systemd/system/docker.service.d",
          "/etc/systemd/system/docker.service.wants");

  /** Directories of ecs-init's and the agent's packages. */
  private static final List<String> AGENT_TRACES =
      List.of("/usr/libexec/amazon-ecs-init", "/var/cache/ecs", "/var/lib/ecs");

  /**
   * Where the agent keeps its state between starts (amazon-ecs-agent 1.105.1, {@code
   * agent/data/client.go}; before 1.44 {@code agent/statemanager}).
   */
  private static final List<String> CHECKPOINTS =
      List.of("/var/lib/ecs/data/agent.db", "/var/lib/ecs/data/ecs_agent_data.json");

  private static final int MOST_COPIES = 20;

  private static final String DOCKER_SOCKET = "docker.socket";

  /** Where units that no package brings stand. */
  private static final List<String> PEOPLES_UNITS =
      List.of("/etc/systemd/system", "/run/systemd/system");

  /** It exists while systemd runs (sd_booted(3)). */
  private static final String BOOTED = "/run/systemd/system";

  private static final List<String> CONTAINER_MARKS = List.of("/.dockerenv", "/run/.containerenv");

  /** The first process of an instance. */
  private static final List<String> INITS = List.of("systemd", "init");

  /** An engine with a few hundred containers answers in less. */
  private static final Duration TASKS_TIMEOUT = Duration.ofSeconds(3);

  /** How long a look at what runs may take. */
  public static final Duration LOOK = Duration.ofSeconds(2);

  private final HostRoot host;

  public HostInspector(HostRoot host) {
    this.host = host;
  }

  /**
   * Looks at the instance's files. Opens no socket; {@link #running} does.
   *
   * @param environment this process's environment
   */
  public HostFacts inspect(Map<String, String> environment) {
    try (HostRoot.Held _ = host.hold()) {
      return files(environment);
    }
  }

  private HostFacts files(Map<String, String> environment) {
    Map<String, FileFact> files = new HashMap<>();
    for (String path : FILES) {
      files.put(path, host.read(path));
    }
    files.put(HostFacts.USER_DATA, host.read(HostFacts.USER_DATA));
    List<String> directories = UnitPath.DIRECTORIES.stream().filter(host::exists).toList();
    UnitFacts ecs = environment(agentUnit(directories), files);
    UnitFacts docker = environment(dockerUnit(directories, files), files);
    boolean activated = mention(docker, files, "fd://");
    if (activated) {
      otherSockets(docker.name(), files);
    }
    copies(files);
    UnitPath.manager(host).forEach(file -> files.put(file.path(), file));
    new BlockUnit(host).read(files);
    return new HostFacts(
        host.display(),
        files,
        ecs,
        docker,
        activated ? unit(DOCKER_SOCKET, directories) : UnitFacts.absent(DOCKER_SOCKET),
        starters(ecs, docker),
        host.exists("/etc/ecs"),
        AGENT_TRACES.stream().filter(host::exists).toList(),
        CHECKPOINTS.stream().anyMatch(host::exists),
        RunningFacts.OFFLINE,
        surroundings(environment),
        host.access(WRITTEN),
        SystemdVersion.matters(files.values()) ? SystemdVersion.ofLibrary(host) : Optional.empty());
  }

  /**
   * Looks at what runs. Below a root that is no running system, no socket is opened.
   *
   * @param facts the instance's files; dockerd is asked only where they mention a proxy
   * @param dockerSocket the agent's Docker socket, the instance's path
   * @param deadline for every answer together
   */
  public RunningFacts running(HostFacts facts, String dockerSocket, Deadline deadline) {
    return isLive(dockerSocket)
        ? new RunningInspector(host, dockerSocket, deadline)
            .inspect(
                facts.ecsUnit().name(),
                facts.dockerSpeaksOfProxies(),
                facts.surroundings().hostNetwork())
            .with(NetworkFacts.NOT_ASKED.with(filter()))
        : RunningFacts.OFFLINE;
  }

  /** Only this process's own network can be asked. */
  private PacketFilter filter() {
    HostRoot own = new HostRoot(Path.of("/"));
    return host.display().equals("/") || sharesNetwork(own)
        ? new PacketFilterReader(own).read()
        : new PacketFilter.Unseen("this process has another network than the instance");
  }

  /**
   * Asks a running systemd for its version where that matters, because its library may be newer.
   *
   * @param deadline for the answer and all others
   */
  public HostFacts askSystemd(HostFacts facts, Deadline deadline) {
    return SystemdVersion.matters(facts.files().values()) && host.exists(BOOTED)
        ? facts.withSystemd(SystemdVersion.ofManager(host, deadline).or(facts::systemd))
        : facts;
  }

  private boolean isLive(String dockerSocket) {
    return host.display().equals("/") || host.exists(BOOTED) || host.exists(dockerSocket);
  }

  /**
   * The same facts with what is asked on request alone. Below a root that is no running system,
   * nothing is.
   *
   * @param dockerSocket the agent's Docker socket, the instance's path
   * @param budget for the answers
   */
  public HostFacts ask(
      HostFacts facts, String dockerSocket, Set<Question> questions, Budget budget) {
    RunningFacts running = facts.running();
    NetworkFacts network = running.network();
    if (questions.contains(Question.TASKS)) {
      try (Budget.Share share = budget.share(TASKS_TIMEOUT)) {
        network = network.with(tasks(dockerSocket, share.deadline()));
      }
    }
    if (questions.contains(Question.METADATA) && !running.isOffline()) {
      try (Budget.Share share = budget.share(TokenCheck.TIMEOUT)) {
        network =
            network.with(
                facts.surroundings().hostNetwork()
                    ? TokenCheck.ask(share.deadline())
                    : new MetadataAccess.Unseen("this container has a network of its own"));
      }
    }
    if (questions.contains(Question.BLOCK) && !running.isOffline()) {
      network = network.with(new BlockUnit(host).activity());
    }
    return facts.withRunning(running.with(network));
  }

  /**
   * Looks at the tasks that run. Below a root that is no running system, nobody looks.
   *
   * @param dockerSocket the agent's Docker socket, the instance's path
   * @param deadline for everything together
   */
  public TaskFacts tasks(String dockerSocket, Deadline deadline) {
    return isLive(dockerSocket)
        ? new TaskInspector(host, dockerSocket, deadline).inspect()
        : new TaskFacts.NotAsked();
  }

  /** The same with the process of each container, for {@link #probe}. */
  public TaskFacts tasksWithProcesses(String dockerSocket, Deadline deadline) {
    return isLive(dockerSocket)
        ? new TaskInspector(host, dockerSocket, deadline).inspectAll()
        : new TaskFacts.NotAsked();
  }

  /**
   * Asks for the metadata service from inside the network of each task, at most a second each.
   *
   * @param deadline for all of them
   */
  public TaskFacts probe(TaskFacts tasks, ProbeQuestion question, Deadline deadline) {
    return switch (tasks) {
      case TaskFacts.Seen seen -> new TaskProber(host, question, deadline).probe(seen);
      case TaskFacts.Unseen _, TaskFacts.NotAsked _ -> tasks;
    };
  }

  /**
   * The ids of the containers of tasks that run; none where Docker does not answer.
   *
   * @param dockerSocket the agent's Docker socket, the instance's path
   */
  public Set<String> taskContainers(String dockerSocket, Deadline deadline) {
    return new TaskInspector(host, dockerSocket, deadline).ids();
  }

  /** dockerd's unit; that of the snap where there is no other. */
  private UnitFacts dockerUnit(List<String> directories, Map<String, FileFact> files) {
    UnitFacts usual = unit("docker.service", directories);
    FileFact snap = host.read(HostFacts.SNAP_UNIT_FILE);
    if (snap instanceof FileFact.Absent) {
      return usual;
    }
    if (usual.fragment().isPresent()) {
      files.put(HostFacts.SNAP_UNIT_FILE, snap);
      return usual;
    }
    files.put(HostFacts.SNAP_DAEMON_JSON, host.read(HostFacts.SNAP_DAEMON_JSON));
    return unit(HostFacts.SNAP_DOCKER, directories);
  }

  /** A unit with the environment files that it names, which are read. */
  private UnitFacts environment(UnitFacts unit, Map<String, FileFact> files) {
    return new UnitFacts(
        unit.name(),
        unit.fragment(),
        unit.dropIns(),
        unit.masked(),
        EnvironmentFiles.read(host, unit.fragment(), unit.dropIns(), files));
  }

  /**
   * Whether a container has the instance's network, which can be seen without a capability: both
   * have the same interfaces, in the same order (proc(5)).
   */
  private boolean sharesNetwork(HostRoot own) {
    ProcFiles instance = new ProcFiles(host);
    // in a process namespace of its own, a container would compare itself with itself
    if (!INITS.contains(instance.name("1"))) {
      return false;
    }
    String here = new ProcFiles(own).interfaces("self");
    return !here.isEmpty() && here.equals(instance.interfaces("1"));
  }

  /** What a person has added to {@code docker.socket}: {@code docker-tcp.socket}, for example. */
  private void otherSockets(String service, Map<String, FileFact> files) {
    for (String directory : PEOPLES_UNITS) {
      for (String name : host.names(directory, ".socket")) {
        if (!name.equals(DOCKER_SOCKET)) {
          FileFact file = host.read(directory + "/" + name);
          if (file.mentions("service=" + service)) {
            files.putIfAbsent(file.path(), file);
          }
        }
      }
    }
  }

  /** Copies of the configuration, of which a person makes a few. */
  private void copies(Map<String, FileFact> files) {
    int left = MOST_COPIES;
    List<String> paths = new ArrayList<>();
    for (String name : host.names("/etc/ecs", "")) {
      if (name.equals("ecs") || name.contains("config")) {
        paths.add("/etc/ecs/" + name + (name.equals("ecs") ? "/config" : ""));
      }
    }
    for (String name : host.names("/var/lib/ecs", "")) {
      if (name.contains("ecs.config")) {
        paths.add("/var/lib/ecs/" + name);
      }
    }
    for (String path : paths) {
      if (left > 0 && !files.containsKey(path)) {
        FileFact file = host.read(path);
        if (file instanceof FileFact.Content || file.mayHoldMore()) {
          files.put(path, file);
          left--;
        }
      }
    }
  }

  /** Whether a word stands in a unit, in its environment files or in {@code daemon.json}. */
  private static boolean mention(UnitFacts unit, Map<String, FileFact> files, String word) {
    return unit.fragment().filter(file -> file.mentions(word)).isPresent()
        || unit.dropIns().stream().anyMatch(file -> file.mentions(word))
        || unit.environmentFiles().values().stream()
            .flatMap(List::stream)
            .map(files::get)
            .anyMatch(file -> file != null && file.mentions(word))
        || Stream.of(HostFacts.DAEMON_JSON, HostFacts.SNAP_DAEMON_JSON)
            .map(files::get)
            .anyMatch(file -> file != null && file.mentions(word));
  }

  private Surroundings surroundings(Map<String, String> environment) {
    HostRoot own = new HostRoot(Path.of("/"));
    boolean container = CONTAINER_MARKS.stream().anyMatch(own::exists);
    return new Surroundings(
        container,
        environment.containsKey("ECS_CONTAINER_METADATA_URI_V4"),
        !container || sharesNetwork(own));
  }

  /** ecs-init's unit; on SUSE it has another name, and somebody's own unit can have any. */
  private UnitFacts agentUnit(List<String> directories) {
    UnitFacts usual = unit("ecs.service", directories);
    if (usual.fragment().isPresent()) {
      return usual;
    }
    UnitFacts suse = unit("amazon-ecs.service", directories);
    return suse.fragment().isPresent() ? suse : dockerRun(directories).orElse(usual);
  }

  /** The usual unit starts ecs-init: then only people's own units for ECS are looked at. */
  private StarterFacts starters(UnitFacts agent, UnitFacts docker) {
    if (agent.fragment().isEmpty()) {
      return agent.dropIns().isEmpty() || agent.masked()
          ? new StarterSearch(host).elsewhere(agent, docker)
          : StarterFacts.NONE;
    }
    boolean packaged =
        agent.fragment().get().mentions("amazon-ecs-init")
            && agent.dropIns().stream().noneMatch(file -> file.mentions("execstart"));
    return packaged
        ? new StarterSearch(host).besides(agent)
        : new StarterSearch(host).ofUnit(agent);
  }

  /** The first unit that makes a container of the agent's image, else the first that names it. */
  private Optional<UnitFacts> dockerRun(List<String> directories) {
    // the first file of a name is the unit; /lib is often /usr/lib, and has all of them again
    Set<String> seen = new HashSet<>();
    Optional<UnitFacts> named = Optional.empty();
    for (String directory : directories) {
      try {
        for (String name : host.namesOrThrow(directory, ".service")) {
          if (!seen.add(name)) {
            continue;
          }
          FileFact file = host.read(directory + "/" + name);
          boolean image = file.mentions(StarterFacts.IMAGE);
          if (image && (file.mentions("run ") || file.mentions("create "))
              || !image && namesStarter(name, file)) {
            return Optional.of(unit(name, directories));
          }
          if (image && named.isEmpty()) {
            named = Optional.of(unit(name, directories));
          }
        }
      } catch (IOException e) {
        // a directory that cannot be read is not one in which the usual unit was found
      }
    }
    return named;
  }

  /** A unit of ECS or of Docker compose whose command names a file that speaks of the image. */
  private boolean namesStarter(String name, FileFact file) {
    return (name.contains("ecs") || file.mentions("compose"))
        && !new StarterSearch(host)
            .ofUnit(new UnitFacts(name, Optional.of(file), List.of(), false))
            .ofImage()
            .isEmpty();
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
