package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Value;
import java.util.List;

/** The agent's container is confined: not privileged, and with an AppArmor profile. */
final class AgentPrivileged extends BooleanControl {

  private static final String CONFINED = "ecs-agent-default";

  private static final ControlInfo INFO =
      ControlInfo.of(
              "agent-privileged",
              "The agent's container runs neither privileged nor unconfined",
              Severity.MEDIUM)
          .why(
              "ECS_AGENT_RUN_PRIVILEGED=true makes ecs-init start the agent's container with"
                  + " --privileged. ECS_AGENT_APPARMOR_PROFILE=unconfined removes its AppArmor"
                  + " profile.")
          .impact("A flaw in the agent then opens the whole instance.")
          .guidance("AWS recommends neither, and does not document the first.")
          .repair(
              "Remove ECS_AGENT_RUN_PRIVILEGED and ECS_AGENT_APPARMOR_PROFILE from"
                  + " /etc/ecs/ecs.config, and restart ecs.")
          .fix(
              "It sets ECS_AGENT_RUN_PRIVILEGED=false and"
                  + " ECS_AGENT_APPARMOR_PROFILE=ecs-agent-default where ecs.service loads"
                  + " /etc/ecs/ecs.config. Otherwise a person has to change the unit or its"
                  + " drop-in.")
          .limits(
              "The agent has the Docker socket in any case.",
              "AppArmor matters where the kernel has it: Debian, Ubuntu, SUSE.")
          .references("amazon-ecs-agent 1.105.1: ecs-init/config/common.go, ecs-init/docker")
          .build();

  AgentPrivileged() {
    super(
        INFO,
        Consumer.ECS_INIT,
        InitSettings.RUN_PRIVILEGED,
        false,
        "The agent's container runs with --privileged.",
        "The agent's container runs confined.");
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    EffectiveValue profile = context.value(Consumer.ECS_INIT, InitSettings.APPARMOR_PROFILE);
    if (!context.value(Consumer.ECS_INIT, InitSettings.RUN_PRIVILEGED).isTrue()) {
      if (profile.unmasked().strip().equals("unconfined")) {
        return List.of(unconfined(context, profile));
      }
      if (profile.value() instanceof Value.Unknown(String reason)) {
        return List.of(Outcome.unknown(reason));
      }
    }
    return super.evaluate(context);
  }

  private Outcome unconfined(EvaluationContext context, EffectiveValue profile) {
    return Outcome.passIf(false)
        .origin(profile.origin())
        .effective(profile.text())
        .expected(CONFINED)
        .remedies(
            Remedies.assign(context, Consumer.ECS_INIT, InitSettings.APPARMOR_PROFILE, CONFINED))
        .because("The agent's container runs without an AppArmor profile.", INFO.remediation());
  }
}
