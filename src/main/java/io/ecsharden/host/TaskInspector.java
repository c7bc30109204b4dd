package io.ecsharden.host;

import io.ecsharden.facts.MetadataWays;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.format.ShortText;
import io.ecsharden.host.docker.ContainerProcess;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.docker.DockerException;
import io.ecsharden.host.docker.TaskList;
import io.ecsharden.host.docker.TaskSummary;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.proc.ProcessWays;
import io.ecsharden.machine.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the containers of tasks: by Docker's socket, and where their routes lead by {@code
 * /proc}. Changes nothing, enters no namespace, and never reads a variable of a task.
 */
final class TaskInspector {

  /** An instance has a few dozen. */
  private static final int MOST_CONTAINERS = 500;

  /** A path of an interface's name, a family or an ARN is shorter. */
  private static final int LONGEST_LABEL = 512;

  private static final String SHARED = "container:";

  private final HostRoot host;
  private final TaskList docker;
  private final ProcessWays ways;
  private final Deadline deadline;
  private final SharedNetworks shared = new SharedNetworks();
  private Map<String, String> bridges = Map.of();

  /**
   * @param socket Docker's, the instance's path
   * @param deadline for everything together
   */
  TaskInspector(HostRoot host, String socket, Deadline deadline) {
    this.host = host;
    this.docker = new TaskList(DockerEngine.until(host, socket, deadline));
    this.ways = new ProcessWays(host);
    this.deadline = deadline;
  }

  /** Looks at each network, by one container that is in it where one is enough. */
  TaskFacts inspect() {
    return inspect(false);
  }

  /** Looks at the process of each container. */
  TaskFacts inspectAll() {
    return inspect(true);
  }

  private TaskFacts inspect(boolean all) {
    try (HostRoot.Held _ = host.hold();
        DockerEngine.Held _ = docker.hold()) {
      List<TaskSummary> running = docker.running();
      bridges = bridges(running);
      List<TaskContainer> containers = new ArrayList<>();
      List<TaskSummary> pauses = new ArrayList<>();
      for (TaskSummary summary : running.subList(0, Math.min(MOST_CONTAINERS, running.size()))) {
        if (!all && isPause(summary)) {
          pauses.add(summary);
        } else {
          container(summary).ifPresent(containers::add);
        }
      }
      for (TaskSummary pause : pauses) {
        shared
            .of(pause)
            .map(seen -> withoutProcess(pause, seen))
            .or(() -> container(pause))
            .ifPresent(containers::add);
      }
      return new TaskFacts.Seen(containers, Math.max(0, running.size() - MOST_CONTAINERS));
    } catch (DockerException e) {
      return new TaskFacts.Unseen(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isPause(TaskSummary summary) {
    return summary.labels().container().startsWith(TaskContainer.PAUSE);
  }

  /** The ids of the containers that run, as many as anybody looks at; none without an answer. */
  Set<String> ids() {
    try {
      Set<String> ids = new HashSet<>();
      docker.running().stream().limit(MOST_CONTAINERS).forEach(task -> ids.add(task.id()));
      return ids;
    } catch (DockerException e) {
      return Set.of();
    }
  }

  /** What the networks of tasks are; nothing where no task has one, or Docker does not say. */
  private Map<String, String> bridges(List<TaskSummary> running) {
    try {
      return running.stream().anyMatch(TaskInspector::isOnNetwork) ? docker.bridges() : Map.of();
    } catch (DockerException e) {
      return Map.of();
    }
  }

  private static boolean isOnNetwork(TaskSummary summary) {
    String mode = summary.networkMode();
    return !mode.startsWith(SHARED) && !mode.equals("host") && !mode.equals("none");
  }

  /** The container; nothing where it has ended meanwhile. */
  private Optional<TaskContainer> container(TaskSummary summary) {
    if (deadline.isOver()) {
      return Optional.of(
          unseen(summary, "nobody looked, because " + deadline.text() + " are over"));
    }
    try {
      Optional<ContainerProcess> process = docker.process(summary.id());
      if (process.isEmpty()) {
        return Optional.empty();
      }
      Optional<MetadataWays> seen = ways.of(process.get().pid(), summary.id());
      if (seen.isEmpty()) {
        return vanished(summary, process.get());
      }
      TaskContainer container = container(summary, process.get(), seen.get());
      shared.add(container, process.get());
      return Optional.of(container);
    } catch (DockerException e) {
      return Optional.of(unseen(summary, String.valueOf(e.getMessage())));
    }
  }

  /** Its process is not there: it has ended, or {@code /proc} does not show it. */
  private Optional<TaskContainer> vanished(TaskSummary summary, ContainerProcess process)
      throws DockerException {
    Optional<ContainerProcess> again = docker.process(summary.id());
    return again.isEmpty() || again.get().pid() != process.pid()
        ? Optional.empty()
        : Optional.of(
            container(
                summary,
                process,
                MetadataWays.unseen("there is no process " + process.pid() + " in this /proc")));
  }

  private TaskContainer container(
      TaskSummary summary, ContainerProcess process, MetadataWays seen) {
    return new TaskContainer(
        summary.id(),
        brief(summary.name()),
        labels(summary.labels()),
        network(summary),
        process.pid(),
        process.started(),
        process.privileged(),
        process.addedCapabilities().stream().anyMatch(TaskInspector::isNetAdmin),
        seen,
        Optional.empty());
  }

  private TaskContainer unseen(TaskSummary summary, String reason) {
    return withoutProcess(summary, MetadataWays.unseen(reason));
  }

  private TaskContainer withoutProcess(TaskSummary summary, MetadataWays seen) {
    return new TaskContainer(
        summary.id(),
        brief(summary.name()),
        labels(summary.labels()),
        network(summary),
        0,
        summary.created(),
        false,
        false,
        seen,
        Optional.empty());
  }

  private static TaskContainer.Labels labels(TaskSummary.Labels labels) {
    return new TaskContainer.Labels(
        brief(labels.cluster()),
        brief(labels.task()),
        brief(labels.container()),
        brief(labels.family()),
        brief(labels.version()));
  }

  /** Anybody can write labels of any length. */
  private static String brief(String text) {
    return ShortText.start(text, LONGEST_LABEL);
  }

  private Network network(TaskSummary summary) {
    String mode = summary.networkMode();
    if (mode.startsWith(SHARED)) {
      return new Network.Shared(brief(mode.substring(SHARED.length())));
    }
    return switch (mode) {
      case "host" -> new Network.Host();
      case "none" -> new Network.Nothing();
      default -> new Network.Bridge(networks(summary), interfaces(summary));
    };
  }

  private List<String> interfaces(TaskSummary summary) {
    List<String> found = new ArrayList<>();
    for (String name : summary.networks()) {
      Optional.ofNullable(bridges.get(name)).ifPresent(found::add);
    }
    return found.size() == summary.networks().size() ? found : List.of();
  }

  private static List<String> networks(TaskSummary summary) {
    return summary.networks().isEmpty()
        ? List.of(brief(summary.networkMode()))
        : summary.networks().stream().limit(10).map(TaskInspector::brief).toList();
  }

  private static boolean isNetAdmin(String capability) {
    return switch (capability) {
      case "NET_ADMIN", "CAP_NET_ADMIN", "ALL" -> true;
      default -> false;
    };
  }
}
