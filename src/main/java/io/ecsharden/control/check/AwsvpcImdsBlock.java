package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.List;

/** Tasks in awsvpc mode must not reach the instance metadata service. */
final class AwsvpcImdsBlock implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "awsvpc-imds-block",
              "awsvpc tasks cannot reach the instance metadata service",
              Severity.HIGH)
          .why(
              "The instance metadata service gives the instance role's credentials to whoever asks"
                  + " from the instance's network. With ECS_AWSVPC_BLOCK_IMDS=true the agent adds"
                  + " blackhole routes for 169.254.169.254 and fd00:ec2::254 to the network"
                  + " namespace of every awsvpc task.")
          .impact(
              "A compromised container in an awsvpc task can act as the instance: join or leave the"
                  + " cluster, pull its images, and use whatever else the instance role allows.")
          .guidance(
              "AWS recommends to set it to true. The agent takes only the twelve spellings of Go's"
                  + " ParseBool: with quotes, yes, on, or a comment behind it, the block stays off,"
                  + " with one warning in the agent's log.")
          .repair(BooleanVerdicts.set(AgentSettings.AWSVPC_BLOCK_IMDS, "true"))
          .fix("It sets ECS_AWSVPC_BLOCK_IMDS=true.")
          .limits(
              "It acts when a task's network interface is set up: awsvpc tasks that already run"
                  + " keep their access until they are replaced.",
              "It does not cover tasks in bridge mode; they need a rule in DOCKER-USER.",
              "It does not cover tasks in host mode; nothing on the instance does.",
              "A container with NET_ADMIN can delete the route.",
              "Software in tasks that asks the metadata service for its region needs AWS_REGION"
                  + " (agents from 1.104.0 set it).")
          .references(
              "amazon-ecs-agent 1.105.1: agent/config/config.go, README.md",
              "amazon-ecs-cni-plugins: plugins/eni/engine/nsclosure.go",
              "Amazon ECS Developer Guide: Network security best practices for Amazon ECS")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    if (examination.instance().isExternal()) {
      return List.of(
          Outcome.notApplicable(
              "an external instance has no awsvpc tasks and no EC2 metadata service"));
    }
    return BooleanVerdicts.mustBe(
        true,
        examination,
        examination.agent(AgentSettings.AWSVPC_BLOCK_IMDS),
        "the agent blocks the metadata service for awsvpc tasks that start from now on",
        "awsvpc tasks can reach the metadata service",
        INFO.remediation(),
        Remedies.agent(examination, AgentSettings.AWSVPC_BLOCK_IMDS, "true"));
  }
}
