package io.ecsharden.control.task;

import io.ecsharden.facts.PacketFilter;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.settings.AgentBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every task that was seen, and whether it reaches the metadata service.
 *
 * @param tasks the most dangerous first
 * @param left how many containers of tasks nobody looked at
 */
public record Exposure(List<TaskExposure> tasks, int left) {

  public Exposure {
    tasks = List.copyOf(tasks);
  }

  /** How many tasks are so. */
  public long count(Reach reach) {
    return tasks.stream().filter(task -> task.reach() == reach).count();
  }

  /** How many exposed tasks have this mode. */
  public long exposed(NetworkMode mode) {
    return tasks.stream()
        .filter(task -> task.reach() == Reach.EXPOSED && task.mode() == mode)
        .count();
  }

  /**
   * What was seen of the tasks.
   *
   * @param filter what the instance drops of bridges
   */
  public static Exposure of(TaskFacts.Seen seen, AgentBlock agent, PacketFilter filter) {
    return new Reader(seen.containers(), new Judge(agent, filter)).read(seen.left());
  }

  /** Joins containers to tasks: those that name one task and have one kind of network. */
  private static final class Reader {

    private final Judge judge;
    private final List<TaskContainer> all;
    private final Map<String, TaskContainer> byId = new HashMap<>();
    private final Set<String> shared = new HashSet<>();

    Reader(List<TaskContainer> all, Judge judge) {
      this.all = all;
      this.judge = judge;
      for (TaskContainer container : all) {
        byId.put(container.id(), container);
        if (container.network() instanceof Network.Shared(String id)) {
          shared.add(id);
        }
      }
    }

    Exposure read(int left) {
      Map<String, List<TaskContainer>> tasks = new LinkedHashMap<>();
      for (TaskContainer container : all) {
        String key = mode(container) + " " + container.labels().task();
        tasks.computeIfAbsent(key, _ -> new ArrayList<>(2)).add(container);
      }
      List<TaskExposure> exposures = new ArrayList<>();
      for (List<TaskContainer> containers : tasks.values()) {
        exposures.add(task(mode(containers.getFirst()), containers));
      }
      exposures.sort(TaskExposure.ORDER);
      return new Exposure(exposures, left);
    }

    private TaskExposure task(NetworkMode mode, List<TaskContainer> containers) {
      TaskContainer first = containers.getFirst();
      Verdict ipv4 = judge.ipv4(mode, owner(first), first);
      Verdict ipv6 = judge.ipv6(mode, owner(first), first);
      for (TaskContainer container : containers) {
        ipv4 = ipv4.or(judge.ipv4(mode, owner(container), container));
        ipv6 = ipv6.or(judge.ipv6(mode, owner(container), container));
      }
      List<TaskContainer> shown =
          containers.stream().filter(container -> !isPause(container)).toList();
      List<TaskContainer> members = shown.isEmpty() ? containers : shown;
      return new TaskExposure(members.getFirst().labels(), mode, members, ipv4, ipv6);
    }

    /** A pause container by its name and its use: the name alone hides nothing. */
    private boolean isPause(TaskContainer container) {
      return container.labels().container().startsWith(TaskContainer.PAUSE)
          && shared.contains(container.id());
    }

    private NetworkMode mode(TaskContainer container) {
      return switch (container.network()) {
        case Network.Host _ -> NetworkMode.HOST;
        case Network.Bridge _ -> NetworkMode.BRIDGE;
        case Network.Nothing _ -> isAlone(container) ? NetworkMode.NONE : NetworkMode.AWSVPC;
        case Network.Shared(String id) -> sharedMode(id);
      };
    }

    private boolean isAlone(TaskContainer container) {
      return !shared.contains(container.id())
          && !container.labels().container().startsWith(TaskContainer.PAUSE);
    }

    /** Whose network a container uses; the container itself where nobody saw another one. */
    private TaskContainer owner(TaskContainer container) {
      return container.network() instanceof Network.Shared(String id)
          ? byId.getOrDefault(id, container)
          : container;
    }

    /** That of the container whose network it is: a chain of them is not possible in Docker. */
    private NetworkMode sharedMode(String id) {
      TaskContainer owner = byId.get(id);
      if (owner == null || owner.network() instanceof Network.Shared) {
        return NetworkMode.SHARED;
      }
      return mode(owner);
    }
  }
}
