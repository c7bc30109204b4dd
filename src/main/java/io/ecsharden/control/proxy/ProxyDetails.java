package io.ecsharden.control.proxy;

import io.ecsharden.control.Consumer;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.Sourced;
import io.ecsharden.settings.proxy.ProxyDecision;
import io.ecsharden.settings.proxy.ProxyVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a program asks a proxy, place by place. */
final class ProxyDetails {

  private ProxyDetails() {}

  /** The details of all programs; what is wrong with a list that two of them take is said once. */
  static List<Detail> of(EvaluationContext examination, List<ProxyVerdict> verdicts) {
    List<Detail> details = new ArrayList<>();
    for (ProxyVerdict verdict : verdicts) {
      for (Detail detail : of(examination, verdict)) {
        boolean told =
            details.stream()
                .anyMatch(
                    d -> d.message().equals(detail.message()) && d.taken().equals(detail.taken()));
        if (!told) {
          details.add(detail);
        }
      }
    }
    return details;
  }

  private static List<Detail> of(EvaluationContext examination, ProxyVerdict verdict) {
    List<Detail> details = new ArrayList<>();
    details.add(proxy(examination, verdict));
    verdict
        .proxies()
        .noProxy()
        .ifPresent(list -> {
          for (NoProxyList.Mistake mistake : NoProxyList.mistakes(list.raw())) {
            details.add(mistake(examination, list, mistake));
          }
        });
    if (verdict.isForHttpOnly()) {
      details.add(
          new Detail(
              "https-goes-direct",
              verdict.origin().display(),
              Optional.of("HTTPS_PROXY"),
              Optional.empty(),
              Optional.empty(),
              verdict.consumer().title() + " does not take HTTP_PROXY for https, which goes direct",
              "set HTTPS_PROXY as well, if https is to go through the proxy"));
    }
    return details;
  }

  private static Detail proxy(EvaluationContext examination, ProxyVerdict verdict) {
    String title = verdict.consumer().title();
    String addresses = ProxyBypass.joined(verdict.caught());
    Optional<Sourced> list = verdict.proxies().noProxy();
    if (verdict.decision().orElse(null) instanceof ProxyDecision.Refused(String reason)) {
      return detail(verdict, Optional.empty(), title + ": " + reason, "remove REQUEST_METHOD");
    }
    Optional<String> proxy =
        verdict
            .decision()
            .filter(ProxyDecision.Via.class::isInstance)
            .map(decision -> {
              String url = ((ProxyDecision.Via) decision).redactedUrl();
              return examination.masker().value("HTTP_PROXY", url);
            });
    return detail(
        verdict,
        proxy,
        title
            + " asks the proxy for "
            + addresses
            + (list.isEmpty()
                ? ": NO_PROXY is not set"
                : ", which NO_PROXY of " + list.get().origin().display() + " does not match"),
        "add " + addresses + " to NO_PROXY" + json(examination, verdict));
  }

  private static String json(EvaluationContext examination, ProxyVerdict verdict) {
    boolean byJson =
        verdict.consumer() == Consumer.DOCKERD
            && examination.instance().settings().dockerd().byJson();
    return byJson
        ? "; Engine 23 and later take proxies from " + HostFacts.DAEMON_JSON + " first"
        : "";
  }

  private static Detail detail(
      ProxyVerdict verdict, Optional<String> taken, String message, String remediation) {
    return new Detail(
        "asks-proxy",
        verdict.origin().display(),
        verdict.variable(),
        taken,
        Optional.empty(),
        message,
        remediation);
  }

  private static Detail mistake(
      EvaluationContext examination, Sourced list, NoProxyList.Mistake mistake) {
    return new Detail(
        "no-proxy-entry",
        list.origin().display(),
        Optional.of(ProxyVariables.NO_PROXY),
        Optional.of(examination.masker().value("NO_PROXY", mistake.entry())),
        Optional.empty(),
        mistake.message(),
        "separate hosts and addresses by commas, without quotes");
  }
}
