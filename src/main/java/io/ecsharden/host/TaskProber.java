package io.ecsharden.host;

import io.ecsharden.facts.MetadataProbes;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.host.linux.NetworkThread;
import io.ecsharden.host.proc.ProcFiles;
import io.ecsharden.machine.Deadline;
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

  /** The kind of file system of open namespaces (statfs(2)). */
  private static final long NAMESPACES = 0x6e736673;

  private final HostRoot host;
  private final ProcFiles proc;
  private final ProbeQuestion question;
  private final Deadline deadline;

  /** The answers by the number of the network. */
  private final Map<Long, MetadataProbes> answers = new HashMap<>();

  private record Open(long network, int descriptor, NetworkThread<MetadataProbes> thread) {}

  /**
   * @param deadline for all networks together; each has {@link MetadataProbe#TIMEOUT} at most
   */
  TaskProber(HostRoot host, ProbeQuestion question, Deadline deadline) {
    this.host = host;
    this.proc = new ProcFiles(host);
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
    Map<TaskContainer, Long> networks = new HashMap<>();
    Map<TaskContainer, String> problems = new HashMap<>();
    Map<Long, Open> asked = new HashMap<>();
    for (TaskContainer container : containers) {
      try {
        networks.put(container, start(container, asked));
      } catch (Errno e) {
        problems.put(container, opening(e));
      }
    }
    asked.values().forEach(this::finish);
    return containers.stream()
        .map(container ->
            container.with(
                Optional.ofNullable(networks.get(container))
                    .flatMap(network -> Optional.ofNullable(answers.get(network)))
                    .orElseGet(() ->
                        MetadataProbes.notAsked(
                            problems.getOrDefault(container, "its process is not to be seen")))))
        .toList();
  }

  /** Opens the network of a container, and asks in it unless somebody does already. */
  private long start(TaskContainer container, Map<Long, Open> asked) throws Errno {
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

  /** The open network of the container's process, which is the same process before and after. */
  private int open(TaskContainer container) throws Errno {
    String pid = Integer.toString(container.pid());
    Optional<Long> before = proc.startTicks(pid);
    if (container.pid() == 0 || before.isEmpty()) {
      throw new Errno("no process", Errno.ENOENT);
    }
    String base = host.path().toString();
    String path = (base.equals("/") ? "" : base) + "/proc/" + pid + "/ns/net";
    int descriptor = Kernel.open(Kernel.NO_DIRECTORY, path, Kernel.READ_ONLY, 0);
    try {
      boolean real =
          Kernel.fileSystem(descriptor) == NAMESPACES
              && proc.isInGroup(pid, container.id())
              && before.equals(proc.startTicks(pid));
      if (!real) {
        throw new Errno("another process", Errno.ENOENT);
      }
      return descriptor;
    } catch (Errno e) {
      Kernel.close(descriptor);
      throw e;
    }
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

  private static String opening(Errno e) {
    return e.isPermission()
        ? "CAP_SYS_PTRACE is missing, without which a task's network cannot be opened"
        : e.number() == Errno.ENOENT ? "its process is not to be seen" : e.reason();
  }
}
