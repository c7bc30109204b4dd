package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.settings.agent.AgentSettings;

/** The agent does not serve profiles of itself. */
final class RuntimeStats extends BooleanControl {

  private static final ControlInfo INFO =
      ControlInfo.of("runtime-stats", "The agent does not serve profiles of itself", Severity.LOW)
          .why(
              "ECS_ENABLE_RUNTIME_STATS adds Go's pprof pages to the introspection port (51678)."
                  + " Every task in bridge or host mode can read them there.")
          .impact("Profiles show what is in the agent's memory and cost processor time.")
          .guidance("AWS documents it for debugging.")
          .repair(
              "Remove ECS_ENABLE_RUNTIME_STATS from /etc/ecs/ecs.config, and restart the agent.")
          .fix("It sets ECS_ENABLE_RUNTIME_STATS=false.")
          .limits("The Prometheus port (51680) has a setting of its own.")
          .references("amazon-ecs-agent 1.105.1: README.md, agent/config/types.go")
          .build();

  RuntimeStats() {
    super(
        INFO,
        Consumer.AGENT,
        AgentSettings.RUNTIME_STATS,
        false,
        "The agent serves profiles of itself.",
        "The agent serves no profiles of itself.");
  }
}
