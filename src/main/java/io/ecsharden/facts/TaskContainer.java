package io.ecsharden.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A running container that says by its labels that it belongs to a task. Anybody who may start
 * containers can write such labels: nothing here proves that the agent made it.
 *
 * @param id 64 hexadecimal digits
 * @param name Docker's name, without the slash
 * @param labels what it says of its task
 * @param network the network that it was made with
 * @param pid its first process, in the instance's process namespace; 0 where nobody saw it, or it
 *     only holds the network in which another container was seen
 * @param started when it was started; when it was made, where nobody saw its process
 * @param privileged whether it runs with {@code --privileged}
 * @param netAdmin whether it was given the capability to change its network
 * @param ways where its routes lead packets for the metadata service
 * @param probes what came of connections from inside its network; nothing where nobody asked
 */
public record TaskContainer(
    String id,
    String name,
    Labels labels,
    Network network,
    int pid,
    Optional<Instant> started,
    boolean privileged,
    boolean netAdmin,
    MetadataWays ways,
    Optional<MetadataProbes> probes) {

  /** The agent's name for the container that holds a task's network (amazon-ecs-agent 1.105.1). */
  public static final String PAUSE = "~internal~ecs~pause";

  /**
   * Labels that the agent writes (amazon-ecs-agent 1.105.1, {@code
   * agent/engine/docker_task_engine.go}); each is empty where it is missing.
   */
  public record Labels(
      String cluster, String task, String container, String family, String version) {}

  /** What {@code HostConfig.NetworkMode} says. */
  public sealed interface Network {

    /** The instance's own. */
    record Host() implements Network {}

    /** None by Docker: the agent's plugins can add an interface, as for a task in awsvpc mode. */
    record Nothing() implements Network {}

    /**
     * A bridge of Docker's, or another network that has a name.
     *
     * @param names of the networks: {@code bridge}, or those that somebody made
     * @param interfaces the instance's bridge of each: {@code docker0}, {@code br-0123456789ab};
     *     empty where one of them is no bridge, or nobody could tell
     */
    record Bridge(List<String> names, List<String> interfaces) implements Network {
      public Bridge {
        names = List.copyOf(names);
        interfaces = List.copyOf(interfaces);
      }
    }

    /**
     * That of another container.
     *
     * @param container its id
     */
    record Shared(String container) implements Network {}
  }

  /** The same container, with what came of connections from inside its network. */
  public TaskContainer with(MetadataProbes answers) {
    return new TaskContainer(
        id, name, labels, network, pid, started, privileged, netAdmin, ways, Optional.of(answers));
  }
}
