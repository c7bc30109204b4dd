package io.ecsharden.control.task;

import io.ecsharden.facts.TaskContainer;
import io.ecsharden.format.ShortText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A task, or what says that it belongs to one, and whether it reaches the metadata service. The
 * containers of one task with different networks are several of these, so that no container hides
 * behind another one.
 *
 * @param labels of its first container; others wrote them, and they can be anything
 * @param containers its containers that run, without the agent's pause containers unless there is
 *     nothing else
 */
public record TaskExposure(
    TaskContainer.Labels labels,
    NetworkMode mode,
    List<TaskContainer> containers,
    Verdict ipv4,
    Verdict ipv6) {

  private static final int ID_LENGTH = 32;

  /** The most dangerous first. */
  static final Comparator<TaskExposure> ORDER =
      Comparator.comparing(TaskExposure::reach)
          .thenComparing(TaskExposure::mode)
          .thenComparing(task -> task.labels().family())
          .thenComparing(task -> task.labels().task());

  public TaskExposure {
    containers = List.copyOf(containers);
  }

  /** The more dangerous of both addresses. */
  public Reach reach() {
    return worst().reach();
  }

  /** The verdict that decides. */
  public Verdict worst() {
    return ipv4.or(ipv6);
  }

  /** {@code payments:7}; the container's name where the labels have none. */
  public String title() {
    String family = labels.family().isEmpty() ? containers.getFirst().name() : labels.family();
    return labels.version().isEmpty() ? family : family + ":" + labels.version();
  }

  /** The last part of the task's ARN, which consoles show. */
  public String shortId() {
    String id = labels.task().substring(labels.task().lastIndexOf('/') + 1);
    return ShortText.start(id, ID_LENGTH);
  }

  /** The containers' names in the task definition. */
  public List<String> names() {
    return containers.stream().map(TaskExposure::name).toList();
  }

  private static String name(TaskContainer container) {
    String name = container.labels().container();
    return name.isEmpty() ? container.name() : name;
  }

  /** What a container could do about what blocks the task: clauses without a stop. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (reach() == Reach.EXPOSED) {
      return warnings;
    }
    for (TaskContainer container : containers) {
      if (container.privileged()) {
        warnings.add(
            name(container)
                + " is privileged: it can remove a block, and reach the instance's own network");
      } else if (container.netAdmin()) {
        warnings.add(name(container) + " has NET_ADMIN: it can remove the routes that block");
      }
    }
    return warnings;
  }
}
