package io.ecsharden.control.proxy;

import io.ecsharden.control.Consumer;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.proxy.ProxyDecision;
import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a program asks a proxy, place by place. */
final class ProxyDetails {

  private ProxyDetails() {}

  /** The details of all programs; a mistake in a list that two of them read is there once. */
  static List<Detail> of(EvaluationContext context, List<ProxyVerdict> verdicts) {
    List<Detail> details = new ArrayList<>();
    for (ProxyVerdict verdict : verdicts) {
      for (Detail detail : of(context, verdict)) {
        boolean known =
            details.stream()
                .anyMatch(d ->
                    d.message().equals(detail.message())
                        && d.effective().equals(detail.effective()));
        if (!known) {
          details.add(detail);
        }
      }
    }
    return details;
  }

  private static List<Detail> of(EvaluationContext context, ProxyVerdict verdict) {
    List<Detail> details = new ArrayList<>();
    details.add(proxy(context, verdict));
    verdict
        .proxies()
        .noProxy()
        .ifPresent(list -> {
          for (NoProxyList.Mistake mistake : NoProxyList.mistakes(list.unmasked())) {
            details.add(mistake(list, mistake));
          }
        });
    if (verdict.isForHttpOnly()) {
      details.add(
          new Detail(
              "https-goes-direct",
              verdict.origin(),
              Optional.of("HTTPS_PROXY"),
              Optional.empty(),
              Optional.empty(),
              "https goes direct: "
                  + verdict.consumer().title()
                  + " does not use HTTP_PROXY for it",
              "Set HTTPS_PROXY as well if https should go through the proxy"));
    }
    return details;
  }

  private static Detail proxy(EvaluationContext context, ProxyVerdict verdict) {
    String addresses = ProxyBypass.joined(verdict.caught());
    Optional<Sourced> list = verdict.proxies().noProxy();
    if (verdict.decision().orElse(null) instanceof ProxyDecision.Refused(String reason)) {
      return detail(
          verdict,
          Optional.empty(),
          failing(verdict) + " fail: " + reason,
          "Remove REQUEST_METHOD");
    }
    Optional<SensitiveText> proxy =
        verdict
            .decision()
            .filter(ProxyDecision.Via.class::isInstance)
            .map(decision -> {
              String url = ((ProxyDecision.Via) decision).redactedUrl();
              return SensitiveText.value("HTTP_PROXY", url);
            });
    return detail(
        verdict,
        proxy,
        failing(verdict)
            + " go to the proxy: "
            + (list.isEmpty()
                ? "NO_PROXY is not set"
                : "NO_PROXY of " + list.get().origin().display() + " does not match them"),
        "Add " + addresses + " to NO_PROXY" + json(context, verdict));
  }

  /** {@code Requests of the agent for 169.254.169.254}. */
  private static String failing(ProxyVerdict verdict) {
    return "Requests of "
        + verdict.consumer().title()
        + " for "
        + ProxyBypass.joined(verdict.caught());
  }

  private static String json(EvaluationContext context, ProxyVerdict verdict) {
    boolean byJson = verdict.consumer() == Consumer.DOCKERD && context.isDockerdProxyInJson();
    return byJson
        ? ". Engine 23 and later use the proxies in " + HostFacts.DAEMON_JSON + " first"
        : "";
  }

  private static Detail detail(
      ProxyVerdict verdict, Optional<SensitiveText> effective, String message, String remediation) {
    return new Detail(
        "asks-proxy",
        verdict.origin(),
        verdict.variable(),
        effective,
        Optional.empty(),
        message,
        remediation);
  }

  private static Detail mistake(Sourced list, NoProxyList.Mistake mistake) {
    return new Detail(
        "no-proxy-entry",
        list.origin(),
        Optional.of(ProxyVariables.NO_PROXY),
        Optional.of(SensitiveText.value("NO_PROXY", mistake.entry())),
        Optional.empty(),
        mistake.message(),
        "Separate hosts and addresses by commas, without quotes");
  }
}
