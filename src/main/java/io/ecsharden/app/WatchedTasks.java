package io.ecsharden.app;

import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.host.HostInspector;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.Deadline;
import io.ecsharden.settings.Instance;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether containers of tasks have started since the last look, by one request to Docker now and
 * then. Nobody asks where the last look saw no tasks: the baseline does not want to know, or Docker
 * did not answer. Not for several threads.
 */
public final class WatchedTasks {

  /** A task that is new is found after this time and that of a look. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** An engine that is busier than this is asked at the next look. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final RunContext context;
  private final Set<String> known = new HashSet<>();
  private Optional<String> socket = Optional.empty();
  private Duration asked = Duration.ZERO;

  public WatchedTasks(RunContext context) {
    this.context = context;
  }

  /** A look was made. */
  public void seen(Look.Seen look) {
    Instance instance = look.audit().whole().instance();
    if (instance.facts().running().network().tasks() instanceof TaskFacts.Seen seen) {
      seen.containers().stream().map(TaskContainer::id).forEach(known::add);
      socket = Optional.of(DockerEngine.socketOf(InstanceReader.dockerHost(instance)));
      asked = context.elapsed();
    } else {
      socket = Optional.empty();
    }
  }

  /** Whether there is a container that nobody has seen before. */
  public boolean haveStarted() {
    if (socket.isEmpty() || context.elapsed().minus(asked).compareTo(PAUSE) < 0) {
      return false;
    }
    asked = context.elapsed();
    Set<String> now =
        new HostInspector(new HostRoot(context.root()))
            .taskContainers(socket.get(), Deadline.in(TIMEOUT));
    boolean started = !known.containsAll(now);
    if (!now.isEmpty()) {
      known.retainAll(now);
      known.addAll(now);
    }
    return started;
  }
}
