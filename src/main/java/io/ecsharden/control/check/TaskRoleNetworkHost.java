package io.ecsharden.control.check;

import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.List;

/** Whether tasks in host mode can have roles of their own: a choice, not a protection. */
final class TaskRoleNetworkHost implements Control {

  private static final String EXPECTED = "expected";

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
                  + " placed here, or are placed where nobody wanted them.")
          .guidance(
              "AWS's page on network security lists this setting as if false kept tasks from the"
                  + " metadata service. It does not: a host-mode task without a role runs as"
                  + " before and gets the instance role. In host mode access to the metadata"
                  + " service cannot be prevented.")
          .repair(
              "Set ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST in /etc/ecs/ecs.config to what the"
                  + " baseline expects, and restart the agent. If /etc/ecs/ecs.config.json says"
                  + " true, change it there: it beats the environment's false.")
          .fix(
              "It sets ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST to what the baseline expects. "
                  + "Where that is false and /etc/ecs/ecs.config.json says true, it changes the "
                  + "true there.")
          .limits(
              "Neither value keeps a host-mode task from the instance metadata service.",
              "It is a plain boolean: any text that is none, and an empty value, mean false.")
          .references(
              "amazon-ecs-agent 1.105.1: agent/app/agent_capability.go, agent/config/config.go"
                  + " (Merge)",
              "AWS re:Post Knowledge Center: ecs-container-ec2-metadata")
          .parameter(
              EXPECTED,
              new ParameterSpec(
                  ParameterSpec.Kind.BOOLEAN, "the value that the fleet decided on", "true"))
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    EffectiveValue value = examination.agent(AgentSettings.TASK_IAM_ROLE_NETWORK_HOST);
    String meaning =
        value.isTrue()
            ? "host-mode tasks can use IAM roles of their own"
            : "host-mode tasks with an IAM role are not placed here";
    String truth = meaning + "; this setting does not block the metadata service";
    return BooleanVerdicts.mustBe(
        Boolean.parseBoolean(examination.text(EXPECTED)),
        examination,
        value,
        truth,
        truth,
        INFO.remediation(),
        Remedies.agent(
            examination, AgentSettings.TASK_IAM_ROLE_NETWORK_HOST, examination.text(EXPECTED)));
  }
}
