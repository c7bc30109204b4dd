package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** The instance can run tasks in awsvpc mode. */
final class AwsvpcEnabled extends BooleanControl {

  private static final ControlInfo INFO =
      ControlInfo.of("awsvpc-enabled", "The instance can run tasks in awsvpc mode", Severity.MEDIUM)
          .why(
              "Only awsvpc mode gives a task a network interface and security groups of its own."
                  + " Only in awsvpc mode can a setting block the metadata service.")
          .impact("Tasks have to run in bridge or host mode and share the instance's network.")
          .guidance(
              "AWS recommends awsvpc mode. ecs-init enables it, and disables it on external"
                  + " instances.")
          .repair(
              "Remove the line that sets ECS_ENABLE_TASK_ENI (ecs-init's default is true), and"
                  + " restart the agent.")
          .fix("It sets ECS_ENABLE_TASK_ENI=true.")
          .limits(
              "Docker older than API 1.25 disables it as well. Files do not show that.",
              "It shows what tasks can use, not what they use.")
          .references(
              "amazon-ecs-agent 1.105.1: ecs-init/docker/docker_config.go,"
                  + " agent/app/agent_capability.go")
          .build();

  AwsvpcEnabled() {
    super(
        INFO,
        Consumer.AGENT,
        AgentSettings.TASK_ENI,
        true,
        "awsvpc tasks can run here.",
        "awsvpc tasks are not placed here.");
  }

  @Override
  Optional<String> notApplicable(EvaluationContext context) {
    return context.isExternal()
        ? Optional.of("An external instance cannot run awsvpc tasks.")
        : Optional.empty();
  }
}
