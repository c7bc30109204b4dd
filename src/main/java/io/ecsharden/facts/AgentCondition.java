package io.ecsharden.facts;

import java.util.Optional;

/** Whether the ECS agent works, as far as its container, its port and its log show it. */
public sealed interface AgentCondition {

  /** Nobody looked, or nothing could be seen: the container may run. */
  record Unknown() implements AgentCondition {}

  /**
   * It has registered with its cluster and answers.
   *
   * @param version as it names itself: {@code Amazon ECS Agent - v1.105.1 (8dfceca6)}; empty where
   *     it does not say
   * @param unverified why it is not known whether it was the agent that answered: a clause without
   *     a period at the end
   */
  record Ready(String version, Optional<String> unverified) implements AgentCondition {

    /** It was the agent. */
    public Ready(String version) {
      this(version, Optional.empty());
    }
  }

  /**
   * Its container runs, and another process answers on its port: whether it has registered is not
   * known.
   *
   * @param evidence how that is known: a clause without a period at the end
   */
  record Impersonated(String evidence) implements AgentCondition {}

  /**
   * Its container has ended with an error.
   *
   * @param exitCode of the container; 5 means that the agent gave up for good (amazon-ecs-agent
   *     1.105.1, {@code ecs-init/engine/engine.go})
   * @param retried whether ecs-init runs, and so starts it again and again
   * @param critical the last critical line of its log; it can hold a secret
   */
  record Ended(int exitCode, boolean retried, Optional<String> critical)
      implements AgentCondition {}

  /**
   * Its container runs, and has ended shortly before: ecs-init starts it again and again.
   *
   * @param critical why it ended, from its log; it can hold a secret
   */
  record Looping(String critical) implements AgentCondition {}

  /**
   * Its container runs, and it has not registered.
   *
   * @param registration the last line of its log on that, since it started: ECS does not answer, or
   *     refuses it; it can hold a secret
   */
  record Unregistered(Optional<String> registration) implements AgentCondition {}

  /**
   * Its container runs, and it has not registered; but it has been started before, and has ended.
   *
   * @param evidence how that is known: a clause without a period at the end
   * @param registration as of {@link Unregistered}
   */
  record StartedAgain(String evidence, Optional<String> registration) implements AgentCondition {}

  /** Whether it has given up, at least once, for a reason of its own. */
  default boolean isBroken() {
    return this instanceof Ended || this instanceof Looping;
  }

  /** Whether it had ended before, so that what is changed now is not the cause. */
  default boolean hasEnded() {
    return isBroken() || this instanceof StartedAgain;
  }

  /** What its log says of the reason. */
  default Optional<String> reason() {
    return switch (this) {
      case Unknown _, Ready _, Impersonated _ -> Optional.empty();
      case Ended ended -> ended.critical();
      case Looping(String critical) -> Optional.of(critical);
      case Unregistered(Optional<String> registration) -> registration;
      case StartedAgain(String _, Optional<String> registration) -> registration;
    };
  }
}
