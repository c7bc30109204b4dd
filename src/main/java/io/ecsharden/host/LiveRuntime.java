package io.ecsharden.host;

import io.ecsharden.facts.EndpointFacts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.host.docker.ContainerSummary;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.systemd.Systemd;
import io.ecsharden.machine.AgentHealth;
import io.ecsharden.machine.Budget;
import io.ecsharden.machine.Deadline;
import io.ecsharden.machine.Runtime;
import io.ecsharden.machine.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A running instance, whose file system is below a root. */
public final class LiveRuntime implements Runtime {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Path root;
  private final Map<String, String> environment;
  private final String socket;
  private final Set<Question> questions;
  private final EndpointFacts endpoints;
  private final Budget budget;

  /**
   * @param root where the instance's file system is for this process
   * @param environment this process's environment
   * @param dockerHost the agent's {@code DOCKER_HOST}
   * @param questions what else is looked at
   * @param endpoints what was seen of the names of AWS's services, which no repair changes
   * @param budget for what is asked; a wait for the agent has a time of its own
   */
  public LiveRuntime(
      Path root,
      Map<String, String> environment,
      String dockerHost,
      Set<Question> questions,
      EndpointFacts endpoints,
      Budget budget) {
    this.root = root;
    this.environment = environment;
    this.socket = DockerEngine.socketOf(dockerHost);
    this.questions = Set.copyOf(questions);
    this.endpoints = endpoints;
    this.budget = budget;
  }

  @Override
  public HostFacts look() {
    HostInspector inspector = new HostInspector(new HostRoot(root));
    HostFacts files = inspector.inspect(environment);
    return inspector.ask(running(inspector, files), socket, questions, budget);
  }

  private HostFacts running(HostInspector inspector, HostFacts files) {
    try (Budget.Share share = budget.share(HostInspector.LOOK)) {
      HostFacts facts = inspector.askSystemd(files, share.deadline());
      RunningFacts running = inspector.running(facts, socket, share.deadline());
      return facts.withRunning(running.with(running.network().with(endpoints)));
    }
  }

  @Override
  public Services services() throws IOException {
    return Systemd.connect(new HostRoot(root), TIMEOUT);
  }

  @Override
  public AgentHealth agent() {
    return new AgentProbe(new HostRoot(root)).ask(socket, Deadline.in(HostInspector.LOOK));
  }

  @Override
  public List<String> containers() throws IOException {
    try (Budget.Share share = budget.share(TIMEOUT)) {
      return docker(share).running().stream()
          .filter(container -> !container.name().equals(AgentProbe.CONTAINER))
          .map(LiveRuntime::name)
          .toList();
    }
  }

  /** The task's family and container where it belongs to a task, because people know those. */
  private static String name(ContainerSummary container) {
    return container
        .taskFamily()
        .map(family -> family + "/" + container.taskContainer().orElse(container.name()))
        .orElse(container.name());
  }

  @Override
  public boolean liveRestore() throws IOException {
    try (Budget.Share share = budget.share(TIMEOUT)) {
      return docker(share).info().liveRestore();
    }
  }

  private DockerEngine docker(Budget.Share share) {
    return DockerEngine.until(new HostRoot(root), socket, share.deadline());
  }
}
