package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.settings.agent.AgentSettings;

/** Tasks must be able to have roles of their own. */
final class TaskRole extends BooleanControl {

  private static final ControlInfo INFO =
      ControlInfo.of("task-role", "Tasks can have IAM roles of their own", Severity.MEDIUM)
          .why(
              "A task with a role of its own has no reason to use the instance role. ecs-init"
                  + " enables task roles, so a file on the instance must have disabled them.")
          .impact(
              "Tasks with a role are not placed on this instance. To run them anyway, people give"
                  + " the permissions to the instance role, and with it to every task on the"
                  + " instance.")
          .guidance(
              "AWS recommends a role for each task. The setting only registers the capability"
                  + " com.amazonaws.ecs.capability.task-iam-role. The credentials endpoint is there"
                  + " either way.")
          .repair(
              "Remove the line that sets ECS_ENABLE_TASK_IAM_ROLE to false (ecs-init's default is"
                  + " true), or set it to true, and restart the agent.")
          .fix("It sets ECS_ENABLE_TASK_IAM_ROLE=true.")
          .limits("It shows that tasks can have roles, not that they have them.")
          .references(
              "amazon-ecs-agent 1.105.1: agent/app/agent_capability.go,"
                  + " ecs-init/docker/docker.go")
          .build();

  TaskRole() {
    super(
        INFO,
        Consumer.AGENT,
        AgentSettings.TASK_IAM_ROLE,
        true,
        "Tasks can have IAM roles.",
        "Tasks with an IAM role are not placed here.");
  }
}
