package io.ecsharden.host.docker;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A container, as {@code GET /containers/NAME/json} tells (Docker Engine API 1.41).
 *
 * @param name as it was asked for
 * @param image the name that it was made from: {@code amazon/amazon-ecs-agent:latest}
 * @param running whether it runs; also while it is paused
 * @param status {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code
 *     removing}, {@code exited} or {@code dead}
 * @param exitCode of its last run; 0 while it runs
 * @param startedAt when it was started last
 * @param finishedAt when it ended last
 * @param networkMode {@code host}, {@code bridge}, {@code container:…}, …
 * @param environment its variables, in order; it holds secrets, and is never to be shown unmasked
 */
public record ContainerState(
    String name,
    String image,
    boolean running,
    String status,
    int exitCode,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    String networkMode,
    Map<String, String> environment) {

  public ContainerState {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** Without the environment's values: an error message or a log must not carry them. */
  @Override
  public String toString() {
    return name + " (" + image + "): " + status + ", variables " + environment.keySet();
  }
}
