package io.ecsharden.facts;

import java.util.List;
import java.util.Optional;

/**
 * How the agent's container was made (Docker Engine API 1.41, {@code GET /containers/NAME/json}).
 *
 * @param name without the slash
 * @param privileged {@code HostConfig.Privileged}
 * @param options {@code HostConfig.SecurityOpt}
 * @param volumes {@code HostConfig.Binds}: {@code SOURCE:DESTINATION[:OPTIONS]}
 * @param network {@code HostConfig.NetworkMode} and {@code HostConfig.PortBindings}
 * @param restart {@code HostConfig.RestartPolicy.Name}: {@code no}, or who else starts it again
 * @param compose the files of Docker compose that made it, by the label that compose gives it
 */
public record AgentContainer(
    String name,
    boolean privileged,
    List<String> options,
    List<String> volumes,
    ContainerNetwork network,
    String restart,
    List<FileFact> compose) {

  /** As ecs-init names it (amazon-ecs-agent 1.105.1, {@code ecs-init/config/common.go}). */
  public static final String USUAL_NAME = "ecs-agent";

  public AgentContainer {
    options = List.copyOf(options);
    volumes = List.copyOf(volumes);
    compose = List.copyOf(compose);
  }

  /** The file of compose that names the agent's image, if one was read. */
  public Optional<FileFact> composeFile() {
    return compose.stream().filter(file -> file.mentions(StarterFacts.IMAGE)).findFirst();
  }
}
