package io.ecsharden.host;

import io.ecsharden.facts.AgentContainer;
import io.ecsharden.host.agent.Introspection;
import io.ecsharden.host.docker.ContainerState;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.docker.DockerException;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.proc.PortOwner;
import io.ecsharden.machine.AgentHealth;
import io.ecsharden.machine.Deadline;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Asks the process that answers on the agent's port, and looks whose port it is: any process in the
 * instance's network can open it while the agent does not.
 */
public final class AgentProbe {

  static final String CONTAINER = AgentContainer.USUAL_NAME;

  private final HostRoot host;
  private final int port;

  public AgentProbe(HostRoot host) {
    this(host, Introspection.PORT);
  }

  /**
   * @param port {@link Introspection#PORT}, unless this is a test
   */
  AgentProbe(HostRoot host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * Asks Docker for the agent's container, and then the agent.
   *
   * @param dockerSocket the instance's path
   */
  public AgentHealth ask(String dockerSocket, Deadline deadline) {
    AgentHealth health = health(deadline);
    if (!(health instanceof AgentHealth.Healthy healthy)) {
      return health;
    }
    try {
      Optional<ContainerState> container =
          DockerEngine.until(host, dockerSocket, deadline).inspect(CONTAINER);
      return container.isPresent()
          ? owned(healthy, container.get())
          : new AgentHealth.Unverified(
              healthy.version(), "there is no container " + CONTAINER + " to compare it with");
    } catch (DockerException e) {
      return new AgentHealth.Unverified(healthy.version(), String.valueOf(e.getMessage()));
    }
  }

  /** Asks the agent, whose container is known. */
  AgentHealth ask(ContainerState container, Deadline deadline) {
    AgentHealth health = health(deadline);
    return health instanceof AgentHealth.Healthy healthy ? owned(healthy, container) : health;
  }

  private AgentHealth health(Deadline deadline) {
    return new Introspection(port, deadline.left()).health();
  }

  private AgentHealth owned(AgentHealth.Healthy healthy, ContainerState container) {
    if (!container.hostNetwork()) {
      // then the port is that of a proxy of Docker's
      return new AgentHealth.Unverified(
          healthy.version(), "the agent's container does not have the instance's network");
    }
    PortOwner owner = new PortOwner(new HostRoot(Path.of("/")), host);
    return switch (owner.of(port, container.pid(), container.id())) {
      case CONTAINER -> healthy;
      case ANOTHER ->
          new AgentHealth.Impostor(
              "port " + port + " is open in another process than those of the agent's container");
      case UNSEEN ->
          new AgentHealth.Unverified(
              healthy.version(),
              "this process may not see whether port "
                  + port
                  + " is that of the agent's container");
    };
  }
}
