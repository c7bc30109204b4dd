package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.init.InitSettings;

/** The agent's introspection API is for the instance alone. */
final class IntrospectionOffHost extends BooleanControl {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "introspection-off-host",
              "Only the instance itself can reach the agent's introspection API",
              Severity.MEDIUM)
          .why(
              "Port 51678 lists the tasks and containers of this instance and asks for no password."
                  + " ecs-init installs iptables rules that close it to everybody but the instance."
                  + " With ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS=true it does not install them.")
          .impact("Anybody who reaches the port gets a map of the instance's tasks.")
          .guidance("AWS documents false as the default. Keep it.")
          .repair(
              "Remove ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS from /etc/ecs/ecs.config, and restart"
                  + " ecs.")
          .fix(
              "It sets ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS=false where ecs.service loads"
                  + " /etc/ecs/ecs.config. Otherwise a person has to change the unit or its"
                  + " drop-in.")
          .limits(
              "Where ecs-init does not start the agent, it fails if the container has a network of"
                  + " its own and publishes the port, and passes if the kernel has the rule."
                  + " Otherwise it is not evaluated.",
              "In a tree of files it judges what ecs-init will do, not the rules in the kernel.",
              "On a running instance it also looks for the IPv4 rule, which needs root or"
                  + " CAP_NET_ADMIN and the instance's network. It says so where it may not look.",
              "Before 1.97.0, ecs-init closed the port on eth0 only.")
          .references("amazon-ecs-agent 1.105.1: ecs-init/exec/iptables/iptables.go")
          .build();

  IntrospectionOffHost() {
    super(
        INFO,
        Consumer.ECS_INIT,
        InitSettings.OFFHOST_INTROSPECTION,
        false,
        "ecs-init leaves the introspection port open to others.",
        "ecs-init closes the introspection port to others.");
  }

  @Override
  Outcome beside(EvaluationContext context, Outcome outcome) {
    return PublishedIntrospection.failure(context)
        .orElseGet(() -> KernelRule.INTROSPECTION.beside(context, outcome));
  }
}
