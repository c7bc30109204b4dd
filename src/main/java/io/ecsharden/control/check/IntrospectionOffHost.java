package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.init.InitSettings;
import java.util.List;

/** The agent's introspection API is for the instance alone. */
final class IntrospectionOffHost implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "introspection-off-host",
              "The agent's introspection API cannot be reached from elsewhere",
              Severity.MEDIUM)
          .why(
              "Port 51678 tells without a password which tasks and containers run here. ecs-init"
                  + " adds iptables rules that close it to everybody but the instance;"
                  + " ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS leaves them out.")
          .impact("Whoever reaches the port gets a map of the instance's tasks.")
          .guidance("AWS documents false as the default, and it should stay so.")
          .repair(
              "Remove ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS from /etc/ecs/ecs.config, and restart"
                  + " ecs.")
          .fix(
              "It sets ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS=false where ecs.service loads "
                  + "/etc/ecs/ecs.config; otherwise it leaves the unit or its drop-in to people.")
          .limits(
              "It judges what ecs-init will do, not the rules that are in the kernel now.",
              "Before 1.97.0 ecs-init closed the port on eth0 only.")
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
        examination.init(InitSettings.OFFHOST_INTROSPECTION),
        "ecs-init closes the port to others",
        "ecs-init leaves the port open to others",
        INFO.remediation(),
        Remedies.init(examination, InitSettings.OFFHOST_INTROSPECTION, "false"));
  }
}
