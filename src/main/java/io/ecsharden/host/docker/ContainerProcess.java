package io.ecsharden.host.docker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A container's first process and what it may do, from {@code GET /containers/ID/json} (Docker
 * Engine API 1.41).
 *
 * @param pid in the instance's process namespace; 0 while it does not run
 * @param started when it was started last
 * @param addedCapabilities as somebody wrote them: {@code NET_ADMIN}, {@code CAP_NET_ADMIN}, {@code
 *     ALL}
 * @param securityOptions as somebody wrote them: {@code seccomp=unconfined}
 */
public record ContainerProcess(
    int pid,
    Optional<Instant> started,
    boolean privileged,
    List<String> addedCapabilities,
    List<String> securityOptions) {

  public ContainerProcess {
    addedCapabilities = List.copyOf(addedCapabilities);
    securityOptions = List.copyOf(securityOptions);
  }
}
