package io.ecsharden.host.docker;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container, from {@code GET /containers/NAME/json} (Docker Engine API 1.41).
 *
 * @param running whether it runs; also while it is paused
 * @param status {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code
 *     removing}, {@code exited} or {@code dead}
 * @param exitCode of its last run; 0 while it runs
 * @param startedAt when it was started last
 * @param finishedAt when it ended last
 * @param created when it was made
 * @param restarts how often Docker started it again by itself
 * @param pid its first process, in the instance's process namespace; 0 while it does not run
 * @param id 64 hexadecimal digits
 * @param hostNetwork whether it has the instance's network
 * @param environment its variables, in order; the values can be secrets and must not be shown
 * @param made how it was made
 */
public record ContainerState(
    boolean running,
    String status,
    int exitCode,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<Instant> created,
    int restarts,
    int pid,
    String id,
    boolean hostNetwork,
    Map<String, String> environment,
    Made made) {

  /**
   * How it was made.
   *
   * @param options of security
   * @param volumes {@code SOURCE:DESTINATION[:OPTIONS]}
   * @param network {@code host}, {@code none}, {@code default} or a name; empty where it is not
   *     said
   * @param ports what is published: {@code [ADDRESS]:PORT:PORT/PROTOCOL}
   * @param restart the name of its restart policy
   * @param compose the paths of the files of Docker compose that made it
   */
  public record Made(
      String name,
      boolean privileged,
      List<String> options,
      List<String> volumes,
      String network,
      List<String> ports,
      String restart,
      List<String> compose) {}

  public ContainerState {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** Without the environment's values, which must not reach a message. */
  @Override
  public String toString() {
    return status + ", variables " + environment.keySet();
  }
}
