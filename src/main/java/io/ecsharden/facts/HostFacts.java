package io.ecsharden.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that an audit needs to know of one machine, read once.
 *
 * @param root where the instance's file system is: {@code /}, or {@code /host} in a container
 * @param files what was found at each path that was looked at
 * @param ecsUnit {@code ecs.service}
 * @param dockerUnit {@code docker.service}
 * @param dockerSocket {@code docker.socket}, where the service mentions {@code fd://}
 * @param starters what may start the agent besides ecs-init's unit
 * @param ecsDirectory whether {@code /etc/ecs} exists
 * @param agentTraces files that only an installed agent or ecs-init leaves, of those that are there
 * @param registered whether the agent has a checkpoint: it has joined a cluster, and some settings
 *     must stay as they are ({@code /var/lib/ecs/data/agent.db})
 * @param running what runs now
 * @param surroundings what the process itself runs in
 * @param access who may write to the files' directories
 * @param systemd systemd's version, where a file means one thing to one version and another to the
 *     next; nothing where it is not known, or does not matter
 */
public record HostFacts(
    String root,
    Map<String, FileFact> files,
    UnitFacts ecsUnit,
    UnitFacts dockerUnit,
    UnitFacts dockerSocket,
    StarterFacts starters,
    boolean ecsDirectory,
    List<String> agentTraces,
    boolean registered,
    RunningFacts running,
    Surroundings surroundings,
    AccessFacts access,
    Optional<Integer> systemd) {

  public static final String ECS_CONFIG = "/etc/ecs/ecs.config";
  public static final String INSTANCE_CONFIG = "/var/lib/ecs/ecs.config";
  public static final String JSON_CONFIG = "/etc/ecs/ecs.config.json";
  public static final String OS_RELEASE = "/etc/os-release";

  /** What the instance was started with, as cloud-init keeps it for root. */
  public static final String USER_DATA = "/var/lib/cloud/instance/user-data.txt";

  public static final String DAEMON_JSON = "/etc/docker/daemon.json";

  /** dockerd's unit where Docker comes from snap; snapd writes it. */
  public static final String SNAP_DOCKER = "snap.docker.dockerd.service";

  /** Where snapd writes that unit. */
  public static final String SNAP_UNIT_FILE = "/etc/systemd/system/" + SNAP_DOCKER;

  /** dockerd's file where Docker comes from snap: its wrapper gives it {@code --config-file}. */
  public static final String SNAP_DAEMON_JSON = "/var/snap/docker/current/config/daemon.json";

  /**
   * The drop-in of our own for dockerd. It sorts after {@code http-proxy.conf}, the name on
   * Docker's and AWS's pages.
   */
  public static final String DOCKERD_DROP_IN =
      "/etc/systemd/system/docker.service.d/zz-ecs-harden-no-proxy.conf";

  /** The unit of our own that drops what bridges send to the metadata service. */
  public static final String BLOCK_UNIT = "ecs-harden-imds-block.service";

  /** Where a repair puts it. */
  public static final String BLOCK_FILE = "/etc/systemd/system/" + BLOCK_UNIT;

  /** Where our package puts it, which enables nothing. */
  public static final String PACKAGED_BLOCK_FILE = "/usr/lib/systemd/system/" + BLOCK_UNIT;

  /**
   * The symbolic link that starts it with Docker. As a file its content is the text of the link,
   * and its mode 0777.
   */
  public static final String BLOCK_LINK = "/etc/systemd/system/docker.service.wants/" + BLOCK_UNIT;

  /** The permission bits of every symbolic link (symlink(7)). */
  public static final int LINK_MODE = 0777;

  /**
   * What {@code EnvironmentFile=} of the packages' {@code docker.service} names (Amazon Linux,
   * Debian, older RPMs), and what people add to it.
   */
  public static final List<String> DOCKER_ENVIRONMENT =
      List.of(
          "/etc/sysconfig/docker",
          "/etc/sysconfig/docker-storage",
          "/etc/sysconfig/docker-network",
          "/etc/default/docker",
          "/etc/environment",
          "/run/docker/runtimes.env");

  public HostFacts {
    files = Map.copyOf(files);
    agentTraces = List.copyOf(agentTraces);
  }

  /** Copies of the configuration that editors, package managers and people left beside it. */
  public List<FileFact> copies() {
    List<FileFact> found = new ArrayList<>();
    for (FileFact file : files.values()) {
      String path = file.path();
      if (path.startsWith("/etc/ecs/") && !path.equals(ECS_CONFIG) && !path.equals(JSON_CONFIG)
          || path.startsWith("/var/lib/ecs/") && !path.equals(INSTANCE_CONFIG)) {
        found.add(file);
      }
    }
    found.sort(Comparator.comparing(FileFact::path));
    return found;
  }

  /** The main file of systemd's manager, before its drop-ins. */
  public static final String MANAGER = "/etc/systemd/system.conf";

  /**
   * The files of systemd's manager that give every service variables, in the order in which systemd
   * applies them (systemd-system.conf(5), 252).
   */
  public List<FileFact> managerFiles() {
    List<FileFact> found = new ArrayList<>();
    for (FileFact file : files.values()) {
      if (file.path().contains("/systemd/system.conf.d/")) {
        found.add(file);
      }
    }
    found.sort(
        Comparator.comparing(file -> file.path().substring(file.path().lastIndexOf('/') + 1)));
    Optional.ofNullable(files.get(MANAGER)).ifPresent(main -> found.addFirst(main));
    return found;
  }

  /** Socket units besides {@code docker.socket} that start dockerd, and hand it their addresses. */
  public List<FileFact> otherDockerSockets() {
    List<FileFact> found = new ArrayList<>();
    for (FileFact file : files.values()) {
      if (file.path().endsWith(".socket")) {
        found.add(file);
      }
    }
    found.sort(Comparator.comparing(FileFact::path));
    return found;
  }

  /** What was found at a path; absent when nobody looked. */
  public FileFact file(String path) {
    return Optional.ofNullable(files.get(path))
        .or(() -> dockerUnit.dropIn(path))
        .orElseGet(() -> new FileFact.Absent(path));
  }

  /** The same machine with another file at a path. */
  public HostFacts with(FileFact file) {
    Map<String, FileFact> changed = new HashMap<>(files);
    UnitFacts docker = dockerUnit;
    if (dockerUnit.hasPlaceFor(file.path())) {
      docker = dockerUnit.with(file);
    } else {
      changed.put(file.path(), file);
    }
    return new HostFacts(
        root,
        changed,
        ecsUnit,
        docker,
        dockerSocket,
        starters,
        ecsDirectory,
        agentTraces,
        registered,
        running,
        surroundings,
        access,
        systemd);
  }

  /** The same machine, with what runs on it. */
  public HostFacts withRunning(RunningFacts seen) {
    return new HostFacts(
        root,
        files,
        ecsUnit,
        dockerUnit,
        dockerSocket,
        starters,
        ecsDirectory,
        agentTraces,
        registered,
        seen,
        surroundings,
        access,
        systemd);
  }

  /** The same machine, with a version of systemd. */
  public HostFacts withSystemd(Optional<Integer> version) {
    return new HostFacts(
        root,
        files,
        ecsUnit,
        dockerUnit,
        dockerSocket,
        starters,
        ecsDirectory,
        agentTraces,
        registered,
        running,
        surroundings,
        access,
        version);
  }

  /** Everything that was looked at: the files, and those of both units. */
  public Stream<FileFact> all() {
    return Stream.of(
            files.values().stream(),
            ecsUnit.fragment().stream(),
            ecsUnit.dropIns().stream(),
            dockerUnit.fragment().stream(),
            dockerUnit.dropIns().stream(),
            dockerSocket.fragment().stream(),
            dockerSocket.dropIns().stream())
        .flatMap(found -> found);
  }

  /** Whether dockerd comes from snap. */
  public boolean isSnapDocker() {
    return dockerUnit.name().equals(SNAP_DOCKER);
  }

  /** Whether there is a dockerd from snap beside another one. */
  public boolean hasSecondDocker() {
    return files.containsKey(SNAP_UNIT_FILE);
  }

  /** dockerd's file. */
  public FileFact daemonJson() {
    return file(isSnapDocker() ? SNAP_DAEMON_JSON : DAEMON_JSON);
  }

  /** The environment files of dockerd's unit; absent ones are there, too. */
  public List<FileFact> dockerEnvironment() {
    Set<String> paths = new LinkedHashSet<>(DOCKER_ENVIRONMENT);
    dockerUnit.environmentFiles().values().forEach(paths::addAll);
    return paths.stream().map(this::file).toList();
  }

  /** Whether a file that dockerd's settings come from speaks of a proxy, in whatever way. */
  public boolean dockerSpeaksOfProxies() {
    return Stream.of(
            dockerUnit.fragment().stream(),
            dockerUnit.dropIns().stream(),
            dockerEnvironment().stream(),
            managerFiles().stream(),
            Stream.of(daemonJson()))
        .flatMap(found -> found)
        .anyMatch(found -> found.mentions("proxy"));
  }

  /**
   * What the process itself runs in.
   *
   * @param container whether it runs in a container
   * @param taskMetadata whether {@code ECS_CONTAINER_METADATA_URI_V4} is set: it runs in a task
   * @param hostNetwork whether it shares the instance's network, so that the agent's port is its
   *     own
   */
  public record Surroundings(boolean container, boolean taskMetadata, boolean hostNetwork) {}
}
