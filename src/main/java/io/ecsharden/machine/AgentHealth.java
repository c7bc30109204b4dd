package io.ecsharden.machine;

import java.util.Optional;

/** Whether the ECS agent works. Reasons are for people, without a final stop. */
public sealed interface AgentHealth {

  /**
   * It has registered with its cluster and answers.
   *
   * @param version {@code Amazon ECS Agent - v1.105.1 (8dfceca6)}; empty where it does not say
   */
  record Healthy(String version) implements AgentHealth {}

  /**
   * Something answers as an agent does that has registered; whether it is the agent is not known.
   *
   * @param version as it says
   * @param reason why that is not known
   */
  record Unverified(String version, String reason) implements AgentHealth {}

  /** Another process than the agent answers on its port. */
  record Impostor(String reason) implements AgentHealth {}

  /** It does not answer, or not as it should. */
  record NotHealthy(String reason) implements AgentHealth {}

  /** Nothing listens at its address: it does not run, or runs in another network. */
  record Unreached(String reason) implements AgentHealth {}

  /** Why it does not work; nothing where it does. */
  default Optional<String> problem() {
    return switch (this) {
      case Healthy _, Unverified _ -> Optional.empty();
      case Impostor(String reason) -> Optional.of(reason);
      case NotHealthy(String reason) -> Optional.of(reason);
      case Unreached(String reason) -> Optional.of(reason);
    };
  }
}
