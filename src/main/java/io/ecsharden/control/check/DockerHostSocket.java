package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.Value;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.List;

/** The agent talks to Docker over its Unix socket. */
final class DockerHostSocket implements Control {

  private static final String UNIX = "unix://";
  private static final String DEFAULT = UNIX + "/var/run/docker.sock";

  private static final ControlInfo INFO =
      ControlInfo.of(
              "docker-host-socket",
              "The agent talks to Docker over a Unix socket",
              Severity.CRITICAL)
          .why(
              "DOCKER_HOST tells agent and ecs-init where the Docker API is. Over TCP that API asks"
                  + " for no password, and whoever reaches it is root on the instance.")
          .impact("A tcp:// address means that the Docker API listens on the network.")
          .guidance("AWS documents unix:///var/run/docker.sock, which is the default.")
          .repair("Remove DOCKER_HOST from /etc/ecs/ecs.config, and restart the agent.")
          .fix(
              "It sets DOCKER_HOST=unix:///var/run/docker.sock. An address in a unit that "
                  + "does not load /etc/ecs/ecs.config is left to people.")
          .limits("It does not see whether dockerd listens on TCP without the agent using it.")
          .references("amazon-ecs-agent 1.105.1: ecs-init/config/common.go (DockerUnixSocket)")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    EffectiveValue agent = examination.agent(AgentSettings.DOCKER_HOST);
    EffectiveValue init = examination.init(AgentSettings.DOCKER_HOST);
    if (agent.value() instanceof Value.Unknown(String reason)) {
      return List.of(Outcome.notEvaluated(reason));
    }
    boolean agentOk = agent.text().startsWith(UNIX);
    if (agentOk && init.value() instanceof Value.Unknown(String reason)) {
      return List.of(Outcome.notEvaluated(reason));
    }
    boolean initOk = !init.isKnown() || init.text().isEmpty() || init.text().startsWith(UNIX);
    EffectiveValue worse = agentOk && !initOk ? init : agent;
    Outcome.Builder outcome =
        Outcome.passIf(agentOk && initOk)
            .source(worse.origin().display())
            .effective(examination.show(worse))
            .expected(UNIX + "…");
    return List.of(
        agentOk && initOk
            ? outcome.because("agent and ecs-init use a Unix socket", "")
            : outcome
                .details(FailureDetails.of(examination, worse))
                .remedies(agentOk ? init(examination) : agent(examination))
                .because(
                    (agentOk ? "ecs-init's" : "the agent's")
                        + " Docker address does not start with "
                        + UNIX,
                    INFO.remediation()));
  }

  private static List<Remedy> agent(EvaluationContext examination) {
    return Remedies.agent(examination, AgentSettings.DOCKER_HOST, DEFAULT);
  }

  private static List<Remedy> init(EvaluationContext examination) {
    return Remedies.init(examination, AgentSettings.DOCKER_HOST, DEFAULT);
  }
}
