package io.ecsharden.facts;

import java.util.List;

/** The tasks that run on an instance, as Docker and the kernel show them. */
public sealed interface TaskFacts {

  /** Nobody looked: there is no running system, or nobody asks. */
  record NotAsked() implements TaskFacts {}

  /**
   * They could not be seen.
   *
   * @param reason why, without a final stop
   */
  record Unseen(String reason) implements TaskFacts {}

  /**
   * They were seen.
   *
   * @param containers the running containers of tasks
   * @param left how many more there are, at which nobody looked
   */
  record Seen(List<TaskContainer> containers, int left) implements TaskFacts {
    public Seen {
      containers = List.copyOf(containers);
    }
  }
}
