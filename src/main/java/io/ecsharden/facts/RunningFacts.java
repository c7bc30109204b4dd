package io.ecsharden.facts;

import java.time.Instant;
import java.util.Map;

/**
 * What runs on the instance at this moment, next to what its files say.
 *
 * @param agent the agent's container
 * @param ecsInit ecs-init's process
 */
public record RunningFacts(Program agent, Program ecsInit) {

  /** Nobody looked: a tree of files, of an instance that does not run. */
  public static final RunningFacts OFFLINE =
      new RunningFacts(new Program.Offline(), new Program.Offline());

  /** A program that takes its settings when it starts. */
  public sealed interface Program {

    /** There is no running system to look at. */
    record Offline() implements Program {}

    /**
     * It runs.
     *
     * @param environment its variables, as they were when it started
     * @param started when it started
     */
    record Running(Map<String, String> environment, Instant started) implements Program {
      public Running {
        environment = Map.copyOf(environment);
      }
    }

    /**
     * It does not run.
     *
     * @param reason what was seen, without a final stop
     */
    record Down(String reason) implements Program {}

    /**
     * It could not be seen.
     *
     * @param reason why, without a final stop
     */
    record Unseen(String reason) implements Program {}
  }
}
