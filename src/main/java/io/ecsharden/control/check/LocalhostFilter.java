package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.init.InitSettings;

/** Packets from outside to 127.0.0.0/8 are dropped. */
final class LocalhostFilter extends BooleanControl {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "localhost-filter",
              "Packets from the network to 127.0.0.0/8 are dropped",
              Severity.HIGH)
          .why(
              "ecs-init sets route_localnet=1, so that tasks reach the credentials endpoint. It"
                  + " also installs an iptables rule that drops outside packets to 127.0.0.0/8."
                  + " With ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=true it does not install that rule.")
          .impact(
              "A neighbor on the same network, or a container, can reach services that listen only"
                  + " on the instance's loopback address.")
          .guidance("AWS documents false as the default. Keep it.")
          .repair(
              "Stop ecs, remove ECS_SKIP_LOCALHOST_TRAFFIC_FILTER from /etc/ecs/ecs.config, and"
                  + " start ecs, which then installs the rules again.")
          .fix(
              "It sets ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=false where ecs.service loads"
                  + " /etc/ecs/ecs.config. Otherwise a person has to change the unit or its"
                  + " drop-in.")
          .limits(
              "In a tree of files it judges what ecs-init will do, not the rules in the kernel.",
              "On a running instance it also looks for the rule, which needs root or CAP_NET_ADMIN"
                  + " and the instance's network. It says so where it may not look.",
              "The rule outlives a change of the file, a restart and a stop of ecs-init. It is gone"
                  + " after a boot, and after iptables -F INPUT.",
              "Rules of others that drop more are not judged: where ecs-init's rule is missing"
                  + " beside such ones, the control is not evaluated.")
          .references("amazon-ecs-agent 1.105.1: ecs-init/exec/iptables/iptables.go")
          .build();

  LocalhostFilter() {
    super(
        INFO,
        Consumer.ECS_INIT,
        InitSettings.SKIP_LOCALHOST_FILTER,
        false,
        "ecs-init does not install the rule that drops outside packets to 127.0.0.0/8.",
        "ecs-init installs the rule that drops outside packets to 127.0.0.0/8.");
  }

  @Override
  Outcome beside(EvaluationContext context, Outcome outcome) {
    return KernelRule.LOCALHOST.beside(context, outcome);
  }
}
