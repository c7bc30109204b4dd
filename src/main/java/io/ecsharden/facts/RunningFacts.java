package io.ecsharden.facts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What runs on the instance at this moment, next to what its files say.
 *
 * @param agent the agent's container
 * @param ecsInit ecs-init's process
 * @param dockerd dockerd itself; offline also where its files speak of no proxy, so that nobody
 *     asked it. Of its variables only those of proxies are known, without passwords
 * @param jsonChanged when the agent's JSON file was written, put there or given its mode last: an
 *     agent that is older may not have read what stands there now
 * @param condition whether the agent works
 * @param container how the agent's container was made, where it was seen
 * @param network who reaches what
 */
public record RunningFacts(
    Program agent,
    Program ecsInit,
    Program dockerd,
    Optional<Instant> jsonChanged,
    AgentCondition condition,
    Optional<AgentContainer> container,
    NetworkFacts network) {

  /** Where nobody looked at the agent's condition, its container and the network. */
  public RunningFacts(
      Program agent, Program ecsInit, Program dockerd, Optional<Instant> jsonChanged) {
    this(
        agent,
        ecsInit,
        dockerd,
        jsonChanged,
        new AgentCondition.Unknown(),
        Optional.empty(),
        NetworkFacts.NOT_ASKED);
  }

  /** The same with another condition of the agent. */
  public RunningFacts with(AgentCondition other) {
    return new RunningFacts(agent, ecsInit, dockerd, jsonChanged, other, container, network);
  }

  /** The same with what was seen of the agent's container. */
  public RunningFacts with(AgentContainer made) {
    return new RunningFacts(
        agent, ecsInit, dockerd, jsonChanged, condition, Optional.of(made), network);
  }

  /** The same with what was seen of the network. */
  public RunningFacts with(NetworkFacts seen) {
    return new RunningFacts(agent, ecsInit, dockerd, jsonChanged, condition, container, seen);
  }

  /** Nobody looked: a tree of files, of an instance that does not run. */
  public static final RunningFacts OFFLINE =
      new RunningFacts(new Program.Offline(), new Program.Offline());

  /** Where the JSON file is not there, or as old as the agent, and dockerd was not asked. */
  public RunningFacts(Program agent, Program ecsInit) {
    this(agent, ecsInit, new Program.Offline(), Optional.empty());
  }

  /** Whether nobody looked. */
  public boolean isOffline() {
    return agent instanceof Program.Offline && ecsInit instanceof Program.Offline;
  }

  /** A program that takes its settings when it starts. */
  public sealed interface Program {

    /** There is no running system to look at. */
    record Offline() implements Program {}

    /**
     * It runs.
     *
     * @param environment its variables, as they were when it started; they hold secrets
     * @param started when it started; {@link Instant#EPOCH} where that is not to be seen
     */
    record Running(Map<String, String> environment, Instant started) implements Program {
      public Running {
        environment = Map.copyOf(environment);
      }

      /** Without the environment's values: an error message must not carry them. */
      @Override
      public String toString() {
        return "running since " + started + " with variables " + environment.keySet();
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
