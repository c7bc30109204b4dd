package io.ecsharden.control.task;

import io.ecsharden.facts.MetadataWays;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.Way;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Containers of tasks for tests. */
public final class Containers {

  public static final Way OPEN = new Way.Open("eth0");
  public static final Way REFUSED = new Way.Refused();
  public static final Instant STARTED = Instant.parse("2026-11-26T09:12:00Z");
  public static final String CLUSTER = "prod";

  private Containers() {}

  /** The ARN of a task. */
  public static String arn(String id) {
    return "arn:aws:ecs:eu-west-1:123456789012:task/prod/" + id;
  }

  /** A container {@code name} of the task {@code task}, with one way for both addresses. */
  public static TaskContainer of(String id, String task, String name, Network network, Way way) {
    return new TaskContainer(
        id,
        "ecs-" + name,
        new TaskContainer.Labels(CLUSTER, arn(task), name, "fam-" + task, "7"),
        network,
        7,
        Optional.of(STARTED),
        false,
        false,
        new MetadataWays(way, way),
        Optional.empty());
  }

  /** The same container with another pair of ways. */
  public static TaskContainer with(TaskContainer from, MetadataWays ways) {
    return new TaskContainer(
        from.id(),
        from.name(),
        from.labels(),
        from.network(),
        from.pid(),
        from.started(),
        from.privileged(),
        from.netAdmin(),
        ways,
        from.probes());
  }

  /** A task in awsvpc mode: its pause container, and one of its own. */
  public static List<TaskContainer> awsvpc(String task, Way way) {
    return List.of(
        of("p-" + task, task, TaskContainer.PAUSE, new Network.Nothing(), way),
        of("c-" + task, task, "web", new Network.Shared("p-" + task), way));
  }

  /** A task in host mode. */
  public static TaskContainer host(String task) {
    return of("c-" + task, task, "web", new Network.Host(), OPEN);
  }

  /** A task on a bridge. */
  public static TaskContainer bridge(String task, String network) {
    Network bridge = new Network.Bridge(List.of(network), List.of());
    return of("c-" + task, task, "web", bridge, OPEN);
  }
}
