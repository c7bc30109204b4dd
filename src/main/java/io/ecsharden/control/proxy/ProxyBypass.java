package io.ecsharden.control.proxy;

import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Requests for credentials go direct, whatever proxy is set for the rest. */
public final class ProxyBypass implements Control {

  private static final String IPV6 = "ipv6";

  private static final ControlInfo INFO =
      ControlInfo.of(
              "proxy-bypass", "Metadata and credentials never go through a proxy", Severity.HIGH)
          .why(
              "The metadata service (169.254.169.254) and the endpoint of task credentials"
                  + " (169.254.170.2) use plain http. A program with a proxy and without a matching"
                  + " NO_PROXY sends those requests to the proxy. The agent gets its proxies from"
                  + " the two ecs.config files, ecs-init from the environment of its unit, and"
                  + " dockerd from docker.service and daemon.json.")
          .impact(
              "The proxy, and everybody who listens on the way to it, sees requests for"
                  + " credentials. It answers for its own instance or not at all: the agent finds"
                  + " no credentials (NoCredentialProviders), and dockerd cannot deliver logs.")
          .guidance(
              "AWS documents NO_PROXY=169.254.169.254,169.254.170.2,/var/run/docker.sock for"
                  + " ecs.config, and only 169.254.169.254 for Docker. For the awslogs driver with"
                  + " an execution role, dockerd needs both addresses. A list with spaces between"
                  + " its entries, in quotes, or with 169.254.* silently matches nothing.")
          .repair(
              "Add 169.254.169.254,169.254.170.2 to NO_PROXY: for the agent and ecs-init in"
                  + " /etc/ecs/ecs.config, for dockerd in a drop-in of docker.service, or in"
                  + " daemon.json where that has `no-proxy`. Keep the other entries.")
          .fix(
              "It adds the missing addresses to the NO_PROXY that counts: in /etc/ecs/ecs.config;"
                  + " for dockerd in a drop-in of its own"
                  + " (docker.service.d/zz-ecs-harden-no-proxy.conf), or in `no-proxy` of"
                  + " daemon.json, which overrides drop-ins. dockerd uses it after a restart of"
                  + " Docker, which needs --restart docker. A person has to change a list in a file"
                  + " of EnvironmentFile= or in a drop-in that comes later, lists of the agent and"
                  + " ecs-init that differ, and the list of an ecs.service that does not load"
                  + " ecs.config.")
          .limits(
              "It judges http only: nothing asks for metadata or credentials over https.",
              "It does not see proxies that `systemctl set-environment` gave systemd, and does not"
                  + " judge those on dockerd's command line.",
              "It asks a running dockerd for its proxies only where dockerd's files set one.",
              "Engine 23 and later use `proxies` in daemon.json. An older one does not start with"
                  + " them. Offline, it does not know Docker's version.",
              "It does not look at the environment of containers: tasks do not inherit these"
                  + " proxies.")
          .references(
              "amazon-ecs-agent 1.105.1: ecs-agent/utils/httpproxy/proxy.go,"
                  + " agent/wsclient/client.go",
              "golang.org/x/net/http/httpproxy",
              "moby 25: cmd/dockerd/daemon.go (configureProxyEnv), daemon/info.go",
              "Amazon ECS Developer Guide: HTTP proxy configuration",
              "amazon-ecs-agent issues 605 and 805, amazon-ecs-developer-guide issue 166")
          .parameter(
              IPV6,
              new ParameterSpec(
                  ParameterSpec.Kind.BOOLEAN,
                  "whether requests to fd00:ec2::254, the metadata service's IPv6 address, must go"
                      + " direct too",
                  "false"))
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    List<String> addresses = addresses(context);
    List<ProxyVerdict> verdicts = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Consumer consumer : Consumer.values()) {
      if (consumer == Consumer.ECS_INIT && !context.starter().isEcsInit()) {
        continue; // it does not run
      }
      ProxyVariables proxies = context.proxies(consumer);
      if (proxies.unknown().isPresent()) {
        unknown.add(
            "The proxies of "
                + consumer.title()
                + " are not known: "
                + proxies.unknown().get()
                + ".");
      } else {
        verdicts.add(ProxyVerdict.of(consumer, proxies, addresses));
      }
    }
    List<ProxyVerdict> failing = verdicts.stream().filter(v -> !v.isDirect()).toList();
    if (!failing.isEmpty()) {
      return List.of(fail(context, addresses, failing, unknown));
    }
    return List.of(
        unknown.isEmpty()
            ? pass(context, addresses, verdicts)
            : Outcome.notEvaluated(String.join(" ", unknown)));
  }

  /** ECS Anywhere has no metadata service, but its tasks ask for credentials as well. */
  private static List<String> addresses(EvaluationContext context) {
    if (context.isExternal()) {
      return List.of("169.254.170.2");
    }
    return Boolean.parseBoolean(context.text(IPV6))
        ? List.of("169.254.169.254", "169.254.170.2", "fd00:ec2::254")
        : List.of("169.254.169.254", "169.254.170.2");
  }

  private static Outcome pass(
      EvaluationContext context, List<String> addresses, List<ProxyVerdict> verdicts) {
    List<String> users = new ArrayList<>();
    List<String> httpOnly = new ArrayList<>();
    for (ProxyVerdict verdict : verdicts) {
      if (verdict.hasProxy()) {
        users.add(verdict.consumer().title());
      }
      if (verdict.isForHttpOnly()) {
        httpOnly.add(verdict.consumer().title());
      }
    }
    StringBuilder message = new StringBuilder();
    if (users.isEmpty()) {
      message.append("No proxy is set.");
    } else {
      message.append(joined(addresses)).append(" go direct. A proxy for the rest: ");
      message.append(joined(users)).append('.');
    }
    if (!context.isDockerUnitSeen()) {
      message.append(" docker.service was not found, so dockerd's environment was not seen.");
    }
    if (!httpOnly.isEmpty()) {
      message.append(" https goes direct, because these do not use HTTP_PROXY for it: ");
      message.append(joined(httpOnly)).append('.');
    }
    for (String warning : warnings(context, verdicts)) {
      message.append(' ').append(warning);
    }
    return Outcome.passIf(true).expected(expected(addresses)).because(message.toString(), "");
  }

  /** What its author probably did not intend, although all requests for credentials go direct. */
  private static Set<String> warnings(EvaluationContext context, List<ProxyVerdict> verdicts) {
    Set<String> warnings = new LinkedHashSet<>();
    verdicts.forEach(verdict -> warnings.addAll(verdict.warnings()));
    for (Origin lost : context.namesLostToDockerd()) {
      warnings.add(lost.display() + " gives dockerd nothing: systemd drops such a name.");
    }
    return warnings;
  }

  private static Outcome fail(
      EvaluationContext context,
      List<String> addresses,
      List<ProxyVerdict> failing,
      List<String> unknown) {
    List<String> who = new ArrayList<>();
    for (ProxyVerdict verdict : failing) {
      who.add(verdict.consumer().title());
    }
    ProxyVerdict first = failing.getFirst();
    String list = first.proxies().noProxy().map(Sourced::unmasked).orElse("");
    return Outcome.passIf(false)
        .origin(first.proxies().noProxy().map(Sourced::origin).orElse(first.origin()))
        .effective(
            SensitiveText.words(ProxyVariables.NO_PROXY + "=")
                .plus(SensitiveText.value(ProxyVariables.NO_PROXY, list)))
        .expected(expected(addresses))
        .details(ProxyDetails.of(context, failing))
        .remedies(NoProxyRemedies.of(context, failing))
        .because(
            "Requests of "
                + joined(who)
                + " for "
                + joined(first.caught())
                + (first.isRefused() ? " fail." : " go to a proxy.")
                + (unknown.isEmpty() ? "" : " " + String.join(" ", unknown)),
            INFO.remediation());
  }

  private static String expected(List<String> addresses) {
    return joined(addresses) + " direct";
  }

  /** {@code a, b and c}. */
  static String joined(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
