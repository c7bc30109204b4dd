package io.ecsharden.control.check;

import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.settings.agent.AgentSettings;

/** Whether tasks in host mode can have roles of their own: a choice, not a protection. */
final class TaskRoleNetworkHost extends BooleanControl {

  private static final String EXPECTED = "expected";
  private static final String NO_BLOCK = " This setting does not block the metadata service.";

  private static final ControlInfo INFO =
      ControlInfo.of(
              "task-role-network-host",
              "Tasks in host mode can have IAM roles, or cannot, as the fleet decided",
              Severity.LOW)
          .why(
              "True lets tasks in host network mode use IAM roles of their own. It blocks nothing:"
                  + " the agent only registers a capability that the scheduler looks at.")
          .impact(
              "Where it differs from the fleet's decision, host-mode tasks with a role are not"
                  + " placed here, or are placed where nobody wants them.")
          .guidance(
              "AWS's page on network security lists this setting as if false kept tasks from the"
                  + " metadata service. It does not: a host-mode task without a role runs as"
                  + " before and gets the instance role. In host mode, nothing prevents access to"
                  + " the metadata service.")
          .repair(
              "Set ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST in /etc/ecs/ecs.config to what the"
                  + " baseline expects, and restart the agent. If /etc/ecs/ecs.config.json says"
                  + " true, change it there: it overrides a false in the environment.")
          .fix(
              "It sets ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST to what the baseline expects. Where"
                  + " that is false and /etc/ecs/ecs.config.json says true, it changes that true as"
                  + " well.")
          .limits(
              "Neither value keeps a host-mode task from the instance metadata service.",
              "The agent reads an empty value, and any text that is not a boolean, as false.")
          .references(
              "amazon-ecs-agent 1.105.1: agent/app/agent_capability.go, agent/config/config.go"
                  + " (Merge)",
              "AWS re:Post Knowledge Center: ecs-container-ec2-metadata")
          .parameter(
              EXPECTED,
              new ParameterSpec(
                  ParameterSpec.Kind.BOOLEAN, "the value that the fleet decided on", "true"))
          .build();

  TaskRoleNetworkHost() {
    super(
        INFO,
        Consumer.AGENT,
        AgentSettings.TASK_IAM_ROLE_NETWORK_HOST,
        true,
        "Host-mode tasks can use IAM roles of their own." + NO_BLOCK,
        "Host-mode tasks with an IAM role are not placed here." + NO_BLOCK);
  }

  @Override
  boolean expected(EvaluationContext context) {
    return Boolean.parseBoolean(context.text(EXPECTED));
  }
}
