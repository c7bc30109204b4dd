package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.init.InitSettings;
import java.util.List;

/** Packets from outside to 127.0.0.0/8 are dropped. */
final class LocalhostFilter implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "localhost-filter",
              "Packets from the network to 127.0.0.0/8 are dropped",
              Severity.HIGH)
          .why(
              "ecs-init sets route_localnet=1, so that tasks reach the credentials endpoint, and"
                  + " adds an iptables rule that drops packets from elsewhere to 127.0.0.0/8. The"
                  + " variable ECS_SKIP_LOCALHOST_TRAFFIC_FILTER leaves that rule out.")
          .impact(
              "A neighbour on the same network, or a container, can reach services that listen on"
                  + " the instance's loopback address only.")
          .guidance("AWS documents false as the default, and it should stay so.")
          .repair(
              "Remove ECS_SKIP_LOCALHOST_TRAFFIC_FILTER from /etc/ecs/ecs.config; stop ecs before"
                  + " and start it after the change, so that the rules are made anew.")
          .fix(
              "It sets ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=false where ecs.service loads "
                  + "/etc/ecs/ecs.config; otherwise it leaves the unit or its drop-in to people.")
          .limits("It judges what ecs-init will do, not the rules that are in the kernel now.")
          .references("amazon-ecs-agent 1.105.1: ecs-init/exec/iptables/iptables.go")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    return BooleanVerdicts.mustBe(
        false,
        examination,
        examination.init(InitSettings.SKIP_LOCALHOST_FILTER),
        "ecs-init adds the rule",
        "ecs-init leaves the rule out",
        INFO.remediation(),
        Remedies.init(examination, InitSettings.SKIP_LOCALHOST_FILTER, "false"));
  }
}
