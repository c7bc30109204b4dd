package io.ecsharden.host.docker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A running container with the label of a task, from {@code GET /containers/json} (Docker Engine
 * API 1.41).
 *
 * @param id 64 hexadecimal digits
 * @param name without the slash
 * @param created when it was made, to the second
 * @param labels of ECS
 * @param networkMode {@code HostConfig.NetworkMode}
 * @param networks the names of its networks
 */
public record TaskSummary(
    String id,
    String name,
    Optional<Instant> created,
    Labels labels,
    String networkMode,
    List<String> networks) {

  public TaskSummary {
    networks = List.copyOf(networks);
  }

  /** The labels that the agent writes; each is empty where it is missing. */
  public record Labels(
      String cluster, String task, String container, String family, String version) {}
}
