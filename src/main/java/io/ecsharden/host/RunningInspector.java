package io.ecsharden.host;

import io.ecsharden.facts.AgentCondition;
import io.ecsharden.facts.AgentContainer;
import io.ecsharden.facts.ContainerNetwork;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.facts.StarterFacts;
import io.ecsharden.host.docker.ContainerState;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.docker.DockerException;
import io.ecsharden.host.docker.EngineInfo;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.machine.AgentHealth;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at what runs on an instance: the agent's container by Docker's socket, and ecs-init's
 * process by {@code /proc}. Changes nothing, and waits until a deadline for all answers together.
 */
final class RunningInspector {

  private static final String AGENT = AgentContainer.USUAL_NAME;

  /** dockerd writes it when it starts. */
  private static final String PID_FILE = "/var/run/docker.pid";

  private final HostRoot host;
  private final String dockerSocket;
  private final Deadline deadline;

  RunningInspector(HostRoot host, String dockerSocket, Deadline deadline) {
    this.host = host;
    this.dockerSocket = dockerSocket;
    this.deadline = deadline;
  }

  /**
   * @param unit ecs-init's
   * @param askDockerd whether to ask dockerd for its proxies, which is one more request
   * @param askAgent whether the agent's port is that of this process's network
   */
  RunningFacts inspect(String unit, boolean askDockerd, boolean askAgent) {
    Program agent;
    Program init = new EcsInitProcess(host, unit).inspect();
    AgentCondition condition = new AgentCondition.Unknown();
    Optional<AgentContainer> made = Optional.empty();
    try {
      Optional<ContainerState> container = container(init);
      made = container.map(ContainerState::made).filter(c -> !c.name().isEmpty()).map(this::made);
      agent =
          container
              .map(RunningInspector::agent)
              .orElseGet(() -> new Program.Down("there is no container " + AGENT));
      condition =
          new AgentConditionReader(host, init, askAgent ? Optional.of(health()) : Optional.empty())
              .read(container);
    } catch (DockerException e) {
      agent = new Program.Unseen(String.valueOf(e.getMessage()));
    }
    RunningFacts seen =
        new RunningFacts(
                agent,
                init,
                askDockerd ? dockerd() : new Program.Offline(),
                changed(HostFacts.JSON_CONFIG))
            .with(condition);
    return made.map(seen::with).orElse(seen);
  }

  /** ecs-init's container has one name; without ecs-init, one of the image can have any. */
  private Optional<ContainerState> container(Program init) throws DockerException {
    DockerEngine engine = DockerEngine.until(host, dockerSocket, deadline);
    Optional<ContainerState> usual = engine.inspect(AGENT);
    if (usual.isPresent() || init instanceof Program.Running || deadline.isOver()) {
      return usual;
    }
    Optional<String> other = otherName(engine);
    return other.isEmpty() || deadline.isOver() ? usual : engine.inspect(other.get());
  }

  private static Optional<String> otherName(DockerEngine engine) {
    try {
      return engine.nameByImage(StarterFacts.IMAGE);
    } catch (DockerException e) {
      // there is no container of the usual name, which is known already
      return Optional.empty();
    }
  }

  private AgentContainer made(ContainerState.Made container) {
    return new AgentContainer(
        container.name(),
        container.privileged(),
        container.options(),
        container.volumes(),
        network(container),
        container.restart(),
        container.compose().stream().map(host::read).toList());
  }

  private static ContainerNetwork network(ContainerState.Made container) {
    ContainerNetwork network = ContainerNetwork.USUAL.in(container.network());
    for (String port : container.ports()) {
      network = network.publishing(port);
    }
    return network;
  }

  private Function<ContainerState, AgentHealth> health() {
    return container -> new AgentProbe(host).ask(container, deadline);
  }

  /**
   * The proxies that dockerd uses, from its unit or from {@code daemon.json} (moby, {@code
   * daemon/info.go}).
   */
  private Program dockerd() {
    if (deadline.isOver()) {
      return new Program.Unseen("Docker did not answer within " + deadline.text());
    }
    try {
      EngineInfo info = DockerEngine.until(host, dockerSocket, deadline).info();
      return new Program.Running(
          Map.of(
              "HTTP_PROXY", info.httpProxy(),
              "HTTPS_PROXY", info.httpsProxy(),
              "NO_PROXY", info.noProxy()),
          written(PID_FILE).orElse(Instant.EPOCH));
    } catch (DockerException e) {
      return new Program.Unseen(String.valueOf(e.getMessage()));
    }
  }

  private static Program agent(ContainerState container) {
    Optional<Instant> started = container.startedAt();
    if (container.status().equals("running") && container.running() && started.isPresent()) {
      return new Program.Running(container.environment(), started.get());
    }
    return new Program.Down(
        container.status().equals("exited")
            ? "the agent's container exited with code "
                + container.exitCode()
                + container
                    .finishedAt()
                    .map(time -> " at " + time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                    .orElse("")
            : "the agent's container is `" + container.status() + "`");
  }

  private Optional<Instant> written(String path) {
    return status(path).map(FileStatus::modified).map(RunningInspector::time);
  }

  /**
   * When a file got its content, its place or its mode. {@code cp -p}, {@code rsync -a}, tar and
   * rpm write files with an old time of modification; only the kernel's time of change is right.
   */
  private Optional<Instant> changed(String path) {
    return status(path)
        .map(status -> Math.max(status.changed(), status.modified()))
        .map(RunningInspector::time);
  }

  private Optional<FileStatus> status(String path) {
    try {
      return host.status(path);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Instant time(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }
}
