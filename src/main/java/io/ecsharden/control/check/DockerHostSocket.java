package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Value;
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
              "DOCKER_HOST tells the agent and ecs-init where the Docker API is. Over TCP that API"
                  + " asks for no password: anybody who reaches it is root on the instance.")
          .impact("A tcp:// address means that the Docker API listens on the network.")
          .guidance("AWS documents unix:///var/run/docker.sock, which is the default.")
          .repair("Remove DOCKER_HOST from /etc/ecs/ecs.config, and restart the agent.")
          .fix(
              "It sets DOCKER_HOST=unix:///var/run/docker.sock. A person has to change an address"
                  + " in a unit that does not load /etc/ecs/ecs.config.")
          .limits("Where dockerd listens, docker-api-on-network says.")
          .references("amazon-ecs-agent 1.105.1: ecs-init/config/common.go (DockerUnixSocket)")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    EffectiveValue agent = context.value(Consumer.AGENT, AgentSettings.DOCKER_HOST);
    EffectiveValue init =
        context.starter().isEcsInit()
            ? context.value(Consumer.ECS_INIT, AgentSettings.DOCKER_HOST)
            : agent;
    if (agent.value() instanceof Value.Unknown(String reason)) {
      return List.of(Outcome.unknown(reason));
    }
    boolean agentComplies = agent.unmasked().startsWith(UNIX);
    if (agentComplies && init.value() instanceof Value.Unknown(String reason)) {
      return List.of(Outcome.unknown(reason));
    }
    boolean initComplies =
        !init.isKnown() || init.unmasked().isEmpty() || init.unmasked().startsWith(UNIX);
    return List.of(
        agentComplies
            ? outcome(context, Consumer.ECS_INIT, initComplies ? agent : init, initComplies)
            : outcome(context, Consumer.AGENT, agent, false));
  }

  private static Outcome outcome(
      EvaluationContext context, Consumer consumer, EffectiveValue value, boolean complies) {
    Outcome.Builder outcome =
        Outcome.passIf(complies)
            .origin(value.origin())
            .effective(value.text())
            .expected(UNIX + "…");
    if (complies) {
      return outcome.because(
          context.starter().isEcsInit()
              ? "The agent and ecs-init use a Unix socket."
              : "The agent uses a Unix socket.",
          "");
    }
    String whose = consumer == Consumer.AGENT ? "The agent's" : "ecs-init's";
    return outcome
        .details(FailureDetails.of(context, value))
        .remedies(Remedies.assign(context, consumer, AgentSettings.DOCKER_HOST, DEFAULT))
        .because(whose + " Docker address does not start with " + UNIX + ".", INFO.remediation());
  }
}
