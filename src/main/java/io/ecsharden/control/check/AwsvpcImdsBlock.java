package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** Tasks in awsvpc mode must not reach the instance metadata service. */
final class AwsvpcImdsBlock extends BooleanControl {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "awsvpc-imds-block",
              "awsvpc tasks cannot reach the instance metadata service",
              Severity.HIGH)
          .why(
              "The instance metadata service hands the instance role's credentials to every caller"
                  + " on the instance's network. With ECS_AWSVPC_BLOCK_IMDS=true the agent adds"
                  + " blackhole routes for 169.254.169.254 and fd00:ec2::254 to the network"
                  + " namespace of every awsvpc task.")
          .impact(
              "A compromised container in an awsvpc task can act as the instance: join or leave the"
                  + " cluster, pull its images, and use everything else that the instance role"
                  + " allows. Where the agent takes the credentials of tasks from the metadata"
                  + " service, they are in reach of everybody who reaches the service: perhaps the"
                  + " keys of every task on the instance, and not only the instance's.")
          .guidance(
              "AWS recommends true. The agent accepts only the twelve spellings of Go's ParseBool."
                  + " With quotes, yes, on, or a comment after the value, the block stays off, and"
                  + " the agent logs one warning.")
          .repair(Remedies.set(AgentSettings.AWSVPC_BLOCK_IMDS, "true"))
          .fix("It sets ECS_AWSVPC_BLOCK_IMDS=true.")
          .limits(
              "The agent adds the routes when it sets up a task's network interface. awsvpc tasks"
                  + " that already run keep their access until they are replaced.",
              "It does not cover tasks in bridge mode. `bridge-imds-block` does.",
              "It does not cover tasks in host mode. Nothing on the instance does.",
              "A container with NET_ADMIN can delete the route.",
              "What is known of task credentials in the metadata service: agents from 1.103.1 have"
                  + " code that reads them from /latest/meta-data/iam-ecs-*. In 1.105.1 it is off,"
                  + " unless ecs.config.json has IMDSIAMRolesEnabled. The release notes of 1.108.0"
                  + " say that its configuration is now resolved. What is not known: whether the"
                  + " service holds such credentials on this instance.",
              "Software in tasks that asks the metadata service for its region needs AWS_REGION,"
                  + " which agents from 1.104.0 set.")
          .references(
              "amazon-ecs-agent 1.105.1: agent/config/config.go, README.md",
              "amazon-ecs-agent 1.105.1: ecs-agent/credentials/imds/scanner.go, agent/app/agent.go;"
                  + " release notes of 1.108.0",
              "amazon-ecs-cni-plugins: plugins/eni/engine/nsclosure.go",
              "Amazon ECS Developer Guide: Network security best practices for Amazon ECS")
          .build();

  AwsvpcImdsBlock() {
    super(
        INFO,
        Consumer.AGENT,
        AgentSettings.AWSVPC_BLOCK_IMDS,
        true,
        "The agent blocks the metadata service for awsvpc tasks that start from now on.",
        "awsvpc tasks can reach the metadata service.");
  }

  @Override
  Optional<String> notApplicable(EvaluationContext context) {
    return context.isExternal()
        ? Optional.of("An external instance has no awsvpc tasks and no EC2 metadata service.")
        : Optional.empty();
  }
}
