package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.List;

/** The instance can run tasks in awsvpc mode. */
final class AwsvpcEnabled implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of("awsvpc-enabled", "The instance can run tasks in awsvpc mode", Severity.MEDIUM)
          .why(
              "Only awsvpc mode gives a task a network interface and security groups of its own,"
                  + " and only there can the metadata service be blocked by a setting.")
          .impact("Tasks have to run in bridge or host mode, and share the instance's network.")
          .guidance(
              "AWS recommends awsvpc mode. ecs-init switches it on; it switches it off on external"
                  + " instances.")
          .repair(
              "Remove the line that sets ECS_ENABLE_TASK_ENI (ecs-init's default is true), and"
                  + " restart the agent.")
          .fix("It sets ECS_ENABLE_TASK_ENI=true.")
          .limits(
              "Docker older than API 1.25 switches it off as well; that is not visible in files.",
              "It says what tasks can use, not what they use.")
          .references(
              "amazon-ecs-agent 1.105.1: ecs-init/docker/docker_config.go,"
                  + " agent/app/agent_capability.go")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    if (examination.instance().isExternal()) {
      return List.of(Outcome.notApplicable("an external instance cannot run awsvpc tasks"));
    }
    return BooleanVerdicts.mustBe(
        true,
        examination,
        examination.agent(AgentSettings.TASK_ENI),
        "awsvpc tasks can run here",
        "awsvpc tasks are not placed here",
        INFO.remediation(),
        Remedies.agent(examination, AgentSettings.TASK_ENI, "true"));
  }
}
