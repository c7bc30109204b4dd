package io.ecsharden.control.proxy;

import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.settings.Origin;
import io.ecsharden.settings.Sourced;
import io.ecsharden.settings.proxy.ProxyDecision;
import io.ecsharden.settings.proxy.ProxyVariables;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What gives credentials is asked directly, whatever proxy is configured for the rest. */
public final class ProxyBypass implements Control {

  private static final String IPV6 = "ipv6";

  private static final ControlInfo INFO =
      ControlInfo.of(
              "proxy-bypass", "Metadata and credentials never go through a proxy", Severity.HIGH)
          .why(
              "The metadata service (169.254.169.254) and the endpoint of task credentials"
                  + " (169.254.170.2) answer in clear http. A program with a proxy and without a"
                  + " fitting NO_PROXY sends those requests to the proxy. The agent takes its"
                  + " proxies from the two ecs.config files, ecs-init from its unit's"
                  + " environment, dockerd from docker.service and daemon.json.")
          .impact(
              "The proxy, and whoever listens on the way to it, sees requests for credentials. It"
                  + " answers for its own instance or not at all: the agent does not find its"
                  + " credentials (NoCredentialProviders), and dockerd cannot deliver logs.")
          .guidance(
              "AWS documents NO_PROXY=169.254.169.254,169.254.170.2,/var/run/docker.sock for"
                  + " ecs.config, and for Docker 169.254.169.254 alone; dockerd needs both for the"
                  + " awslogs driver with an execution role. A list that is separated by spaces,"
                  + " stands in quotes, or holds 169.254.* matches nothing, without a word.")
          .repair(
              "Add 169.254.169.254,169.254.170.2 to NO_PROXY: for the agent and ecs-init in"
                  + " /etc/ecs/ecs.config, for dockerd in a drop-in of docker.service, or in"
                  + " daemon.json where that holds `no-proxy`. Keep what is in the list.")
          .fix(
              "It adds what is missing to the NO_PROXY that counts: in /etc/ecs/ecs.config; for"
                  + " dockerd in a drop-in of its own (docker.service.d/zz-ecs-harden-no-proxy.conf),"
                  + " or in `no-proxy` of daemon.json, which beats drop-ins. dockerd takes it with a"
                  + " restart of Docker, for which --restart docker has to be said. It leaves to"
                  + " people: a list in a file of EnvironmentFile= or in a drop-in that comes later,"
                  + " lists of agent and ecs-init that differ, and an ecs.service that does not load"
                  + " ecs.config.")
          .limits(
              "Only http is judged: nothing asks for metadata or credentials over https.",
              "dockerd's proxies from systemd's own environment (DefaultEnvironment=, systemctl"
                  + " set-environment) are not in the unit's files, and not seen. Those of its"
                  + " command line are not judged.",
              "A running dockerd is asked for its proxies only where its files speak of one.",
              "Offline nobody knows Docker's version: `proxies` in daemon.json are taken by Engine"
                  + " 23 and later; an older one does not start with them.",
              "The environment of containers is theirs: tasks do not inherit these proxies.")
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
                  "whether fd00:ec2::254, the metadata service's IPv6 address, has to go direct too",
                  "false"))
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    List<String> addresses = addresses(examination);
    List<ProxyVerdict> verdicts = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Consumer consumer : Consumer.values()) {
      ProxyVariables proxies = examination.proxies(consumer);
      if (proxies.unknown().isPresent()) {
        unknown.add(consumer.title() + "'s proxies are not known: " + proxies.unknown().get());
      } else {
        verdicts.add(ProxyVerdict.of(consumer, proxies, addresses));
      }
    }
    List<ProxyVerdict> failing = verdicts.stream().filter(v -> !v.isDirect()).toList();
    if (!failing.isEmpty()) {
      return List.of(fail(examination, addresses, failing, unknown));
    }
    return List.of(
        unknown.isEmpty()
            ? pass(examination, addresses, verdicts)
            : Outcome.notEvaluated(String.join("; ", unknown)));
  }

  /** ECS Anywhere has no metadata service, and its tasks get their credentials all the same. */
  private static List<String> addresses(EvaluationContext examination) {
    if (examination.instance().isExternal()) {
      return List.of("169.254.170.2");
    }
    return Boolean.parseBoolean(examination.text(IPV6))
        ? List.of("169.254.169.254", "169.254.170.2", "fd00:ec2::254")
        : List.of("169.254.169.254", "169.254.170.2");
  }

  private static Outcome pass(
      EvaluationContext examination, List<String> addresses, List<ProxyVerdict> verdicts) {
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
      message.append("no proxy is set");
    } else {
      message.append(joined(addresses)).append(" go direct, with a proxy for the rest: ");
      message.append(joined(users));
    }
    if (!examination.instance().settings().dockerd().unitSeen()) {
      message.append("; docker.service is not here, so dockerd's environment was not seen");
    }
    if (!httpOnly.isEmpty()) {
      message.append("; https goes direct, since HTTP_PROXY does not count for it: ");
      message.append(joined(httpOnly));
    }
    for (String warning : warnings(examination, verdicts)) {
      message.append("; ").append(warning);
    }
    Outcome.Builder outcome = Outcome.pass().expected(expected(addresses));
    return outcome.because(message.toString(), "");
  }

  /** What is not as its author meant it, although no credentials go astray for it. */
  private static Set<String> warnings(EvaluationContext examination, List<ProxyVerdict> verdicts) {
    Set<String> warnings = new LinkedHashSet<>();
    verdicts.forEach(verdict -> warnings.addAll(verdict.warnings()));
    for (Origin lost : examination.instance().settings().dockerd().lost()) {
      warnings.add(lost.display() + " gives dockerd nothing: systemd drops a name like that");
    }
    return warnings;
  }

  private static Outcome fail(
      EvaluationContext examination,
      List<String> addresses,
      List<ProxyVerdict> failing,
      List<String> unknown) {
    List<String> who = new ArrayList<>();
    for (ProxyVerdict verdict : failing) {
      who.add(verdict.consumer().title());
    }
    ProxyVerdict first = failing.getFirst();
    String list = first.proxies().noProxy().map(Sourced::raw).orElse("");
    return Outcome.fail()
        .source(first.origin().display())
        .effective(ProxyVariables.NO_PROXY + "=" + examination.masker().value("NO_PROXY", list))
        .expected(expected(addresses))
        .details(ProxyDetails.of(examination, failing))
        .remedies(NoProxyRemedies.of(examination, failing))
        .because(
            joined(who)
                + (first.decision().orElse(null) instanceof ProxyDecision.Refused
                    ? " cannot reach "
                    : who.size() == 1 ? " asks a proxy for " : " ask a proxy for ")
                + joined(first.caught())
                + (unknown.isEmpty() ? "" : "; " + String.join("; ", unknown)),
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
