package io.ecsharden.settings;

import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.Value;
import java.time.Instant;

/** Whether the agent that runs blocks the metadata service for tasks that it starts. */
public sealed interface AgentBlock {

  /**
   * It does.
   *
   * @param started when this agent was started; tasks that are older keep what they were made with
   */
  record Since(Instant started) implements AgentBlock {}

  /** It does not. */
  record Off() implements AgentBlock {}

  /** It does not run, or could not be seen. */
  record Unknown() implements AgentBlock {}

  /** What the agent of an instance does. */
  static AgentBlock of(Instance instance) {
    if (!(instance.facts().running().agent() instanceof Program.Running agent)) {
      return new Unknown();
    }
    Value value =
        instance.asRunning().settings().agent().get(AgentSettings.AWSVPC_BLOCK_IMDS).value();
    return switch (value) {
      case Value.Bool(boolean on) -> on ? new Since(agent.started()) : new Off();
      case Value.Text _, Value.Unknown _ -> new Unknown();
    };
  }
}
