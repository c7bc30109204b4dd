package io.ecsharden.host;

import io.ecsharden.facts.MetadataWays;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.Way;
import io.ecsharden.host.docker.ContainerProcess;
import io.ecsharden.host.docker.TaskSummary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The networks of pause containers, as they were seen from the tasks' own containers. A pause
 * container only holds the network that those use (amazon-ecs-agent 1.105.1, {@code
 * agent/engine/docker_task_engine.go}): a look at it as well shows nothing new.
 *
 * <p>A process that may enter or make namespaces can be in another network than its container was
 * started in. So only a container counts that has no more rights than Docker gives to each one,
 * which may do neither (moby/profiles, {@code seccomp/default_linux.go}).
 */
final class SharedNetworks {

  private static final String SECCOMP = "seccomp";

  private final Map<String, MetadataWays> seen = new HashMap<>();

  /** Notes what was seen from a container, if it uses the network of another one. */
  void add(TaskContainer container, ContainerProcess process) {
    if (container.network() instanceof Network.Shared(String owner)
        && isSeen(container.ways())
        && isPlain(process)) {
      seen.putIfAbsent(key(owner, container.labels().task()), container.ways());
    }
  }

  /** A text, not a record: see docs/adr/0002-one-shot-path.md. */
  private static String key(String owner, String task) {
    return owner + " " + task;
  }

  private static boolean isSeen(MetadataWays ways) {
    return !(ways.ipv4() instanceof Way.Unseen) && !(ways.ipv6() instanceof Way.Unseen);
  }

  private static boolean isPlain(ContainerProcess process) {
    return !process.privileged()
        && process.addedCapabilities().isEmpty()
        && process.securityOptions().stream().noneMatch(option -> option.startsWith(SECCOMP));
  }

  /** Where the network leads that a pause container holds; nothing where that was not seen. */
  Optional<MetadataWays> of(TaskSummary pause) {
    return Optional.ofNullable(seen.get(key(pause.id(), pause.labels().task())));
  }
}
