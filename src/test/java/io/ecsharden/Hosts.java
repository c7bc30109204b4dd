package io.ecsharden;

import io.ecsharden.facts.AccessFacts;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.StarterFacts;
import io.ecsharden.facts.UnitFacts;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the facts of an instance for tests that need no file system. */
public final class Hosts {

  private final Map<String, FileFact> files = new HashMap<>();
  private UnitFacts ecsUnit = UnitFacts.absent("ecs.service");
  private UnitFacts dockerUnit = UnitFacts.absent("docker.service");
  private UnitFacts dockerSocket = UnitFacts.absent("docker.socket");
  private StarterFacts starters = StarterFacts.NONE;
  private HostFacts.Surroundings surroundings = new HostFacts.Surroundings(false, false, true);
  private java.util.Optional<Integer> systemd = java.util.Optional.of(252);
  private boolean registered;
  private RunningFacts running = RunningFacts.OFFLINE;
  private AccessFacts access = AccessFacts.NONE;

  /** An Amazon Linux 2023 instance without any configuration. */
  public static Hosts instance() {
    return new Hosts().on("amzn", "2023", "Amazon Linux 2023");
  }

  /** Puts bytes at a path. */
  public Hosts with(String path, byte[] bytes) {
    return with(path, bytes, 0644);
  }

  /** Puts bytes with a mode at a path. */
  public Hosts with(String path, byte[] bytes, int mode) {
    files.put(path, new FileFact.Content(path, bytes, mode, 0, 0));
    return this;
  }

  /** Puts a text at a path. */
  public Hosts with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts a text with a mode at a path. */
  public Hosts with(String path, String text, int mode) {
    return with(path, text.getBytes(StandardCharsets.UTF_8), mode);
  }

  /** Puts something else than a readable file at a path. */
  public Hosts with(FileFact fact) {
    files.put(fact.path(), fact);
    return this;
  }

  /** Sets the operating system. */
  public Hosts on(String id, String versionId, String prettyName) {
    return with(
        HostFacts.OS_RELEASE,
        "ID=" + id + "\nVERSION_ID=\"" + versionId + "\"\nPRETTY_NAME=\"" + prettyName + "\"\n");
  }

  /** Sets the text of the ECS unit. */
  public Hosts withUnit(String text) {
    String path = "/usr/lib/systemd/system/ecs.service";
    FileFact fact = new FileFact.Content(path, text.getBytes(StandardCharsets.UTF_8), 0644, 0, 0);
    ecsUnit = new UnitFacts("ecs.service", java.util.Optional.of(fact), List.of(), false);
    return this;
  }

  /** Adds a drop-in to the ECS unit. */
  public Hosts withDropIn(String text) {
    String path = "/etc/systemd/system/ecs.service.d/10-test.conf";
    FileFact fact = new FileFact.Content(path, text.getBytes(StandardCharsets.UTF_8), 0644, 0, 0);
    ecsUnit = new UnitFacts("ecs.service", ecsUnit.fragment(), List.of(fact), false);
    return this;
  }

  /** Adds a drop-in to the ECS unit that is something else than a readable file. */
  public Hosts withDropIn(FileFact fact) {
    List<FileFact> dropIns = new java.util.ArrayList<>(ecsUnit.dropIns());
    dropIns.add(fact);
    ecsUnit = new UnitFacts("ecs.service", ecsUnit.fragment(), dropIns, false);
    return this;
  }

  /** Sets the text of Docker's unit. */
  public Hosts withDockerUnit(String text) {
    FileFact fact = file("/usr/lib/systemd/system/docker.service", text);
    dockerUnit =
        new UnitFacts("docker.service", java.util.Optional.of(fact), dockerUnit.dropIns(), false);
    return this;
  }

  /** Sets the text of Docker's socket. */
  public Hosts withDockerSocket(String text) {
    FileFact fact = file("/usr/lib/systemd/system/docker.socket", text);
    dockerSocket = new UnitFacts("docker.socket", java.util.Optional.of(fact), List.of(), false);
    return this;
  }

  /** Adds a drop-in to Docker's unit; systemd takes them in the order of their names. */
  public Hosts withDockerDropIn(String name, String text) {
    List<FileFact> dropIns = new java.util.ArrayList<>(dockerUnit.dropIns());
    dropIns.add(file("/etc/systemd/system/docker.service.d/" + name, text));
    dropIns.sort(java.util.Comparator.comparing(FileFact::path));
    dockerUnit = new UnitFacts("docker.service", dockerUnit.fragment(), dropIns, false);
    return this;
  }

  /** Docker comes from snap, with this {@code daemon.json}. */
  public Hosts withSnapDocker(String daemonJson) {
    FileFact fact =
        file(
            HostFacts.SNAP_UNIT_FILE,
            "[Service]\nEnvironmentFile=-/etc/environment\n"
                + "ExecStart=/usr/bin/snap run docker.dockerd\n");
    dockerUnit =
        new UnitFacts(HostFacts.SNAP_DOCKER, java.util.Optional.of(fact), List.of(), false);
    return with(HostFacts.SNAP_DAEMON_JSON, daemonJson);
  }

  private static FileFact file(String path, String text) {
    return new FileFact.Content(path, text.getBytes(StandardCharsets.UTF_8), 0644, 0, 0);
  }

  /** Sets what may start the agent besides ecs-init's unit. */
  public Hosts withStarter(String path, String text) {
    starters = new StarterFacts(List.of(file(path, text)), false);
    return this;
  }

  /** Units are there, and ecs-init's is not. */
  public Hosts withoutEcsInit() {
    starters = new StarterFacts(List.of(), true);
    return this;
  }

  /** Sets what the process runs in. */
  public Hosts in(HostFacts.Surroundings where) {
    surroundings = where;
    return this;
  }

  /** The agent has joined a cluster before. */
  public Hosts registered() {
    registered = true;
    return this;
  }

  /** Sets who may write where. */
  public Hosts access(AccessFacts facts) {
    access = facts;
    return this;
  }

  /** Sets systemd's version; 252 without it, as on Amazon Linux 2023. */
  public Hosts systemd(java.util.Optional<Integer> version) {
    systemd = version;
    return this;
  }

  /** Sets what runs. */
  public Hosts running(RunningFacts facts) {
    running = facts;
    return this;
  }

  /** The facts. */
  public HostFacts facts() {
    return new HostFacts(
        "/",
        files,
        ecsUnit,
        dockerUnit,
        dockerSocket,
        starters,
        true,
        List.of("/usr/libexec/amazon-ecs-init"),
        registered,
        running,
        surroundings,
        access,
        systemd);
  }
}
