package io.ecsharden.host.agent;

/** Whether the agent does its work. */
public sealed interface AgentHealth {

  /** It has registered with its cluster and answers. */
  record Healthy(AgentMetadata metadata) implements AgentHealth {}

  /**
   * It does not answer, or not as it should.
   *
   * @param reason why, without a final stop
   */
  record NotHealthy(String reason) implements AgentHealth {}

  /**
   * Nothing that could answer is to be reached from here.
   *
   * @param reason why, without a final stop
   */
  record Unreached(String reason) implements AgentHealth {}
}
