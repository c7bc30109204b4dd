package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.Value;
import io.ecsharden.settings.init.InitSettings;
import java.util.List;

/** The agent's container is confined. */
final class AgentPrivileged implements Control {

  private static final String CONFINED = "ecs-agent-default";

  private static final ControlInfo INFO =
      ControlInfo.of(
              "agent-privileged",
              "The agent's container runs neither privileged nor unconfined",
              Severity.MEDIUM)
          .why(
              "ECS_AGENT_RUN_PRIVILEGED=true makes ecs-init start the agent's container with"
                  + " --privileged; ECS_AGENT_APPARMOR_PROFILE=unconfined takes its AppArmor profile"
                  + " away.")
          .impact("A flaw in the agent is then a way to the whole instance.")
          .guidance("Neither is recommended; the first is not documented.")
          .repair(
              "Remove ECS_AGENT_RUN_PRIVILEGED and ECS_AGENT_APPARMOR_PROFILE from"
                  + " /etc/ecs/ecs.config, and restart ecs.")
          .fix(
              "It sets ECS_AGENT_RUN_PRIVILEGED=false and ECS_AGENT_APPARMOR_PROFILE="
                  + "ecs-agent-default where ecs.service loads /etc/ecs/ecs.config; otherwise it "
                  + "leaves the unit or its drop-in to people.")
          .limits(
              "The agent holds the Docker socket in any case.",
              "AppArmor matters where the kernel has it: Debian, Ubuntu, SUSE.")
          .references("amazon-ecs-agent 1.105.1: ecs-init/config/common.go, ecs-init/docker")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    EffectiveValue privileged = examination.init(InitSettings.RUN_PRIVILEGED);
    EffectiveValue profile = examination.init(InitSettings.APPARMOR_PROFILE);
    if (!privileged.isTrue() && profile.text().strip().equals("unconfined")) {
      return List.of(
          Outcome.fail()
              .source(profile.origin().display())
              .effective(examination.show(profile))
              .expected(CONFINED)
              .remedies(Remedies.init(examination, InitSettings.APPARMOR_PROFILE, CONFINED))
              .because(
                  "the agent's container runs without an AppArmor profile", INFO.remediation()));
    }
    if (!privileged.isTrue() && profile.value() instanceof Value.Unknown(String reason)) {
      return List.of(Outcome.notEvaluated(reason));
    }
    return BooleanVerdicts.mustBe(
        false,
        examination,
        privileged,
        "the agent's container runs confined",
        "the agent's container runs with --privileged",
        INFO.remediation(),
        Remedies.init(examination, InitSettings.RUN_PRIVILEGED, "false"));
  }
}
