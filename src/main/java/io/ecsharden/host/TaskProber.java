package io.ecsharden.host;

import io.ecsharden.facts.MetadataProbes;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.ProcessDirectory;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.host.linux.NetworkThread;
import io.ecsharden.host.proc.ProcFiles;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for the metadata service from inside the network of each task: routes, packet filters and
 * hop limits all count then. It enters each network once, in a thread of its own.
 *
 * <p>It needs CAP_SYS_PTRACE to open a process's namespace and CAP_SYS_ADMIN to enter it, as root
 * on the instance has.
 */
final class TaskProber {

  /** A task that has not been asked says nothing about its network. */
  private static final String LATE = "the time for all tasks together was over";

  /** How many networks are asked at once. */
  private static final int AT_ONCE = 32;

  private final HostRoot host;
  private final ProbeQuestion question;
  private final Deadline deadline;

  /** The answers by the number of the network. */
  private final Map<Long, MetadataProbes> answers = new HashMap<>();

  private record Open(long network, int descriptor, NetworkThread<MetadataProbes> thread) {}

  /** A container and its network, or why nobody could ask. */
  private record Asked(TaskContainer container, Optional<Long> network, String problem) {}

  /**
   * @param deadline for all networks together; each has {@link MetadataProbe#TIMEOUT} at most
   */
  TaskProber(HostRoot host, ProbeQuestion question, Deadline deadline) {
    this.host = host;
    this.question = question;
    this.deadline = deadline;
  }

  /** The same tasks, with what came of asking. */
  TaskFacts.Seen probe(TaskFacts.Seen seen) {
    List<TaskContainer> all = new ArrayList<>();
    List<TaskContainer> containers = seen.containers();
    for (int i = 0; i < containers.size(); i += AT_ONCE) {
      List<TaskContainer> some = containers.subList(i, Math.min(i + AT_ONCE, containers.size()));
      if (deadline.left().compareTo(MetadataProbe.TIMEOUT) < 0) {
        // less than a whole second would take a slow network for a silent one
        some.forEach(container -> all.add(container.with(MetadataProbes.notAsked(LATE))));
      } else {
        all.addAll(together(some));
      }
    }
    return new TaskFacts.Seen(all, seen.left());
  }

  private List<TaskContainer> together(List<TaskContainer> containers) {
    Map<Long, Open> open = new HashMap<>();
    List<Asked> asked = new ArrayList<>();
    for (TaskContainer container : containers) {
      try {
        asked.add(new Asked(container, Optional.of(start(container, open)), ""));
      } catch (IOException e) {
        asked.add(new Asked(container, Optional.empty(), opening(e)));
      }
    }
    open.values().forEach(this::finish);
    return asked.stream().map(this::answered).toList();
  }

  private TaskContainer answered(Asked asked) {
    return asked
        .container()
        .with(
            asked
                .network()
                .flatMap(network -> Optional.ofNullable(answers.get(network)))
                .orElseGet(() -> MetadataProbes.notAsked(asked.problem())));
  }

  /** Opens the network of a container, and asks in it unless somebody does already. */
  private long start(TaskContainer container, Map<Long, Open> asked) throws IOException {
    int descriptor = open(container);
    boolean kept = false;
    try {
      long network = Kernel.status(descriptor).inode();
      if (!answers.containsKey(network) && !asked.containsKey(network)) {
        asked.put(
            network,
            new Open(
                network,
                descriptor,
                NetworkThread.start(
                    descriptor,
                    () -> MetadataProbe.ask(question, Deadline.in(MetadataProbe.TIMEOUT)))));
        kept = true;
      }
      return network;
    } finally {
      if (!kept) {
        Kernel.close(descriptor);
      }
    }
  }

  /** The open network of the container's process. */
  private int open(TaskContainer container) throws IOException {
    Optional<ProcessDirectory> found =
        container.pid() == 0 ? Optional.empty() : host.process(container.pid());
    if (found.isPresent()) {
      try (ProcessDirectory process = found.get()) {
        Optional<Integer> network =
            process
                    .read("cgroup")
                    .filter(groups -> ProcFiles.isInGroup(groups, container.id()))
                    .isPresent()
                ? process.openNamespace("ns/net")
                : Optional.empty();
        if (network.isPresent()) {
          return network.get();
        }
      }
    }
    throw new Errno("no process", Errno.ENOENT);
  }

  private void finish(Open open) {
    MetadataProbes probes;
    try {
      probes = open.thread().join();
    } catch (Errno e) {
      probes =
          MetadataProbes.notAsked(
              e.isPermission()
                  ? "CAP_SYS_ADMIN is missing, without which no network can be entered"
                  : e.reason());
    } finally {
      Kernel.close(open.descriptor());
    }
    answers.put(open.network(), probes);
  }

  private static String opening(IOException e) {
    return switch (e) {
      case Errno errno when errno.isPermission() ->
          "CAP_SYS_PTRACE is missing, without which a task's network cannot be opened";
      case Errno errno when errno.number() == Errno.ENOENT || errno.number() == Errno.ESRCH ->
          "its process is not to be seen";
      case Errno errno -> errno.reason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
