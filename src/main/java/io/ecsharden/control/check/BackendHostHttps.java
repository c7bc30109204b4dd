package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Value;
import java.util.List;
import java.util.Locale;

/** The agent talks to ECS over TLS. */
final class BackendHostHttps implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of("backend-host-https", "The agent talks to ECS over TLS", Severity.HIGH)
          .why(
              "ECS_BACKEND_HOST replaces the address of the ECS service. The agent keeps an explicit"
                  + " http://: it then sends everything in clear text and trusts every server that"
                  + " answers.")
          .impact(
              "Somebody on the network path can read what the agent sends and tell it which tasks to"
                  + " run.")
          .guidance(
              "AWS documents it for tests. It also disables the choice of FIPS and dual-stack"
                  + " endpoints. PrivateLink with private DNS names needs no setting.")
          .repair(
              "Remove ECS_BACKEND_HOST from /etc/ecs/ecs.config, or start its value with https://,"
                  + " and restart the agent.")
          .fix(
              "Nothing. With another endpoint the agent registers elsewhere, and only a person knows"
                  + " which one is right.")
          .limits("It does not look at the certificate or at who owns the name.")
          .references(
              "amazon-ecs-agent 1.105.1: agent/utils/utils.go (AddScheme),"
                  + " agent/api/ecsclient/ecs_client.go")
          .build();

  private static final Remedy ONLY_A_PERSON =
      new Remedy.ByHand(
          "only a person knows which endpoint this instance should talk to: remove "
              + AgentSettings.BACKEND_HOST
              + ", or start its value with https://");

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    EffectiveValue value = context.value(Consumer.AGENT, AgentSettings.BACKEND_HOST);
    if (value.value() instanceof Value.Unknown(String reason)) {
      return List.of(Outcome.unknown(reason));
    }
    String text = value.unmasked();
    int scheme = text.indexOf("://");
    boolean compliant =
        scheme < 0 || text.substring(0, scheme).toLowerCase(Locale.ROOT).equals("https");
    Outcome.Builder outcome =
        Outcome.passIf(compliant)
            .origin(value.origin())
            .effective(value.text())
            .expected("not set, or https://…");
    String pass =
        text.isEmpty()
            ? "The agent uses the region's own endpoint."
            : "The agent uses TLS to the endpoint that is set.";
    return List.of(
        compliant
            ? outcome.because(pass, "")
            : outcome
                .details(FailureDetails.of(context, value))
                .remedies(List.of(ONLY_A_PERSON))
                .because(
                    text.substring(0, scheme).toLowerCase(Locale.ROOT).equals("http")
                        ? "The agent talks to ECS without TLS."
                        : "The value is not an https:// address.",
                    INFO.remediation()));
  }
}
