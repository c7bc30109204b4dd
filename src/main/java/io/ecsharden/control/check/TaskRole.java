package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.List;

/** Tasks must be able to have roles of their own. */
final class TaskRole implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of("task-role", "Tasks can have IAM roles of their own", Severity.MEDIUM)
          .why(
              "With roles of their own, tasks have no reason to use the instance role. ecs-init"
                  + " switches this on; somebody must have switched it off.")
          .impact(
              "Tasks with a role are not placed on this instance, and whoever needs them to run"
                  + " gives the permissions to the instance role, for every task on it.")
          .guidance(
              "AWS recommends a role for each task. The setting only registers the capability"
                  + " com.amazonaws.ecs.capability.task-iam-role; the endpoint is there in any"
                  + " case.")
          .repair(
              "Remove the line that switches ECS_ENABLE_TASK_IAM_ROLE off (ecs-init's default is"
                  + " true), or "
                  + "set it to true, and restart the agent.")
          .fix("It sets ECS_ENABLE_TASK_IAM_ROLE=true.")
          .limits("It says that tasks can have roles, not that they have them.")
          .references(
              "amazon-ecs-agent 1.105.1: agent/app/agent_capability.go,"
                  + " ecs-init/docker/docker.go")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    return BooleanVerdicts.mustBe(
        true,
        examination,
        examination.agent(AgentSettings.TASK_IAM_ROLE),
        "tasks can have IAM roles",
        "tasks with an IAM role are not placed here",
        INFO.remediation(),
        Remedies.agent(examination, AgentSettings.TASK_IAM_ROLE, "true"));
  }
}
