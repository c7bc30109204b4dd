package io.ecsharden.settings.starter;

import io.ecsharden.facts.AgentContainer;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.settings.value.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What made the agent's container that runs. It counts more than what was found in files: somebody
 * can have typed {@code docker run} on an instance that has ecs-init.
 */
public final class LiveStarter {

  /**
   * What ecs-init always sets, whatever the files say (amazon-ecs-agent 1.105.1, {@code
   * ecs-init/docker/docker.go}, {@code getContainerConfig}).
   */
  private static final List<String> BY_ECS_INIT =
      List.of("ECS_AGENT_CONFIG_FILE_PATH", "ECS_UPDATE_DOWNLOAD_DIR");

  private LiveStarter() {}

  /**
   * Another starter than the files show.
   *
   * @param files what the files show
   */
  public static Optional<Starter> besides(HostFacts host, Starter files) {
    RunningFacts running = host.running();
    if (!(running.agent() instanceof Program.Running(Map<String, String> environment, var _))
        || running.container().isEmpty()) {
      return Optional.empty();
    }
    AgentContainer container = running.container().get();
    boolean byEcsInit = isByEcsInit(container, environment);
    return switch (files) {
      case Starter.EcsInit _ ->
          byEcsInit || supervised(container, running)
              ? Optional.empty()
              : Optional.of(made(container, environment));
      case Starter.Upstart _ ->
          byEcsInit ? Optional.empty() : Optional.of(made(container, environment));
      case Starter.Unknown _ ->
          Optional.of(byEcsInit ? new Starter.EcsInit() : made(container, environment));
      case Starter.Command _, Starter.Container _ -> Optional.empty();
    };
  }

  /** ecs-init gives its container no restart policy, since it starts it again itself. */
  private static boolean isByEcsInit(AgentContainer container, Map<String, String> environment) {
    return environment.keySet().containsAll(BY_ECS_INIT)
        && (container.restart().isEmpty() || container.restart().equals("no"))
        && container.compose().isEmpty();
  }

  /** ecs-init runs, and removes every container of this name that is not its own. */
  private static boolean supervised(AgentContainer container, RunningFacts running) {
    return container.name().equals(AgentContainer.USUAL_NAME)
        && running.ecsInit() instanceof Program.Running;
  }

  private static Starter made(AgentContainer container, Map<String, String> environment) {
    List<ContainerCommand> compose =
        container.composeFile().map(StarterFile::commands).orElse(List.of());
    return compose.size() == 1
        ? new Starter.Command(compose.getFirst())
        : new Starter.Container(command(container, environment), by(container));
  }

  private static String by(AgentContainer container) {
    String files = String.join(", ", container.compose().stream().map(FileFact::path).toList());
    return "ecs-init did not make the container "
        + container.name()
        + (files.isEmpty() ? "" : ", and docker compose did (" + files + ")");
  }

  /** How the container that runs was made; what it is made with next is not known. */
  static ContainerCommand command(AgentContainer container, Map<String, String> environment) {
    return new ContainerCommand(
        container.compose().isEmpty() ? Maker.DOCKER : Maker.COMPOSE,
        Origin.RUNNING_AGENT,
        environment.entrySet().stream()
            .map(variable ->
                new Given(variable.getKey() + "=" + variable.getValue(), Origin.RUNNING_AGENT))
            .toList(),
        List.of(),
        container.volumes(),
        container.network(),
        container.privileged(),
        container.options().stream().anyMatch(RunCommand::isUnconfined),
        Optional.empty());
  }

  /** What started the agent that runs: a command that was changed later counts as it was then. */
  public static Starter asRunning(HostFacts host, Starter files) {
    return files instanceof Starter.Command
        ? running(host)
            .<Starter>map(command -> new Starter.Container(command, files.sentence()))
            .orElse(files)
        : files;
  }

  /** How the container that runs was made, where that is known. */
  public static Optional<ContainerCommand> running(HostFacts host) {
    return host.running().agent() instanceof Program.Running(Map<String, String> environment, var _)
        ? host.running().container().map(made -> command(made, environment))
        : Optional.empty();
  }
}
