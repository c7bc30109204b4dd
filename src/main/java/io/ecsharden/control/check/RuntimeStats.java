package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.List;

/** The agent does not serve profiles of itself. */
final class RuntimeStats implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of("runtime-stats", "The agent does not serve profiles of itself", Severity.LOW)
          .why(
              "ECS_ENABLE_RUNTIME_STATS adds Go's pprof pages to the introspection port (51678),"
                  + " where every task in bridge or host mode can read them.")
          .impact("Profiles show what is in the agent's memory, and cost processor time.")
          .guidance("AWS documents it for debugging.")
          .repair(
              "Remove ECS_ENABLE_RUNTIME_STATS from /etc/ecs/ecs.config, and restart the agent.")
          .fix("It sets ECS_ENABLE_RUNTIME_STATS=false.")
          .limits("The Prometheus port (51680) is a setting of its own.")
          .references("amazon-ecs-agent 1.105.1: README.md, agent/config/types.go")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    return BooleanVerdicts.mustBe(
        false,
        examination,
        examination.agent(AgentSettings.RUNTIME_STATS),
        "no profiles are served",
        "the agent serves profiles of itself",
        INFO.remediation(),
        Remedies.agent(examination, AgentSettings.RUNTIME_STATS, "false"));
  }
}
