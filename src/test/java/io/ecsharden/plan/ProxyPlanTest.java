package io.ecsharden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.RandomFiles;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.proxy.ProxyFunction;
import io.ecsharden.settings.proxy.ProxyVariables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever proxies there are: a repair lets two addresses go direct, and nothing else. */
class ProxyPlanTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Baseline BASELINE =
      Objects.requireNonNull(BuiltinBaselines.parsed(Controls.catalog()).get("default"));
  private static final Selection ONLY = new Selection(Set.of("proxy-bypass"), Set.of());

  private static final String[] PROXIES = {
    "http://proxy:3128", "proxy:3128", "http://me:hunter2@proxy:3128", "http://%zz", "", "\"p:1\""
  };

  private static final String[] LISTS = {
    "",
    "169.254.169.254",
    "169.254.169.254,169.254.170.2",
    ".internal,10.0.0.0/8",
    "a, b ,c,",
    "169.254.*",
    "169.254.169.254 169.254.170.2",
    "100%,x",
    "[fd00:ec2::254]",
    "*",
    "*.amazonaws.com,",
    "DOM\\user",
    "it's"
  };

  private static final List<String> URLS =
      List.of(
          "http://169.254.169.254/",
          "http://169.254.170.2/",
          "http://169.254.169.253/",
          "http://10.1.2.3/",
          "http://a/",
          "http://x.internal/",
          "http://ecs.eu-central-1.amazonaws.com/",
          "https://ecs.eu-central-1.amazonaws.com/",
          "https://10.1.2.3/",
          "http://[fd00:ec2::254]/");

  @Test
  void lets_two_addresses_go_direct_and_nothing_else() {
    int repaired = 0;
    for (int seed = 1; seed <= 3000; seed++) {
      repaired += check(host(new RandomFiles(seed)), seed) ? 1 : 0;
    }
    assertTrue(repaired > 500, "repaired " + repaired);
  }

  @Test
  void leaves_a_specifier_that_only_systemd_resolves_to_people() {
    // Given
    Auditor auditor = new Auditor(Controls.all(), BASELINE, NOW);
    Instance instance =
        Instance.of(
            Hosts.instance()
                .withDockerUnit("[Service]\nExecStart=/usr/bin/dockerd\n")
                .withDockerDropIn(
                    "http-proxy.conf",
                    "[Service]\nEnvironment=HTTP_PROXY=http://p:1 NO_PROXY=%H,localhost\n")
                .facts());

    // When
    Plan plan = new Planner(auditor, ONLY).plan(instance, auditor.audit(instance));

    // Then
    assertTrue(plan.isEmpty(), plan.toString());
    assertTrue(
        plan.byHand().getFirst().reason().toString().contains("a `%` in NO_PROXY"),
        plan.toString());
  }

  private static boolean check(HostFacts facts, int seed) {
    // Given
    Auditor auditor = new Auditor(Controls.all(), BASELINE, NOW);
    Planner planner = new Planner(auditor, ONLY);
    Instance before = Instance.of(facts);
    List<Finding> findings = auditor.audit(before);

    // When
    Plan plan = planner.plan(before, findings);

    // Then
    Instance after = Instance.of(applied(facts, plan));
    List<Finding> again = auditor.audit(after);
    String where = "seed " + seed + "\n" + plan.byHand();
    assertTrue(planner.plan(after, again).isEmpty(), where);
    assertEquals(
        status(findings) == Status.FAIL && !plan.byHand().isEmpty(),
        status(again) == Status.FAIL,
        where);
    List<String> was = decisions(before);
    List<String> is = decisions(after);
    for (int i = 0; i < was.size(); i++) {
      boolean metadata = i % URLS.size() < 2;
      assertTrue(
          was.get(i).equals(is.get(i)) || metadata && is.get(i).equals("direct"),
          where + was.get(i) + " -> " + is.get(i) + " for " + URLS.get(i % URLS.size()));
    }
    for (FileContent change : plan.files()) {
      boolean docker = !change.path().equals(HostFacts.ECS_CONFIG);
      Set<Restart> wanted =
          !docker
              ? Set.of(Restart.AGENT)
              : change.path().endsWith(".json")
                  ? Set.of(Restart.DOCKER)
                  : Set.of(Restart.DAEMON_RELOAD, Restart.DOCKER);
      assertEquals(wanted, change.restarts(), where);
      assertTrue(!docker || !Diff.of(change, Disclosure.HIDE).contains("hunter2"), where);
    }
    return !plan.isEmpty();
  }

  private static Status status(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.control().equals("proxy-bypass"))
        .findFirst()
        .orElseThrow()
        .status();
  }

  /** By program and URL; of a quoted list it is known that the agent takes it otherwise before. */
  private static List<String> decisions(Instance instance) {
    List<String> decisions = new ArrayList<>();
    ProxyVariables agent = ProxyVariables.of(instance.settings().agent());
    decide(ProxyFunction.ECS_AGENT, agent, decisions);
    decide(ProxyFunction.GO_STANDARD, agent, decisions);
    decide(ProxyFunction.GO_STANDARD, ProxyVariables.of(instance.settings().init()), decisions);
    decide(ProxyFunction.GO_STANDARD, instance.settings().dockerd().proxies(), decisions);
    return decisions;
  }

  private static void decide(
      ProxyFunction function, ProxyVariables proxies, List<String> decisions) {
    for (String url : URLS) {
      decisions.add(
          switch (function.decide(proxies.environment(), url)) {
            case io.ecsharden.settings.proxy.ProxyDecision.Direct direct -> "direct";
            case io.ecsharden.settings.proxy.ProxyDecision.Via via -> via.proxyUrl();
            case io.ecsharden.settings.proxy.ProxyDecision.Refused refused -> "refused";
          });
    }
  }

  private static HostFacts applied(HostFacts facts, Plan plan) {
    HostFacts result = facts;
    for (FileContent change : plan.files()) {
      result =
          result.with(
              new FileFact.Content(
                  change.path(), change.after().orElseThrow(), change.mode(), 0, 0));
    }
    return result;
  }

  private static HostFacts host(RandomFiles files) {
    Hosts host =
        Hosts.instance().withDockerUnit("[Service]\nEnvironmentFile=-/etc/sysconfig/docker\n");
    if (files.between(0, 2) > 0) {
      host.with(HostFacts.ECS_CONFIG, "ECS_CLUSTER=a\n" + lines(files, "", ""));
    }
    if (files.between(0, 5) == 0) {
      host.with(HostFacts.INSTANCE_CONFIG, lines(files, "", ""));
    }
    if (files.between(0, 4) == 0) {
      host.withDropIn("[Service]\n" + lines(files, "Environment=\"", "\""));
    }
    for (String name : List.of("10-a.conf", "http-proxy.conf", "zzz.conf")) {
      if (files.between(0, name.startsWith("z") ? 9 : 2) == 0) {
        host.withDockerDropIn(name, "[Service]\n" + lines(files, "Environment=\"", "\""));
      }
    }
    if (files.between(0, 5) == 0) {
      host.with("/etc/sysconfig/docker", lines(files, "", ""));
    }
    if (files.between(0, 3) == 0) {
      host.with(
          HostFacts.DAEMON_JSON,
          "{\"proxies\": {\"http-proxy\": \"http://me:hunter2@proxy:3128\""
              + files.pick("", ",\n  \"no-proxy\": \"\"", ",\n  \"no-proxy\" : \"a,.internal\"")
              + "}}");
    }
    return host.facts();
  }

  private static String lines(RandomFiles files, String begin, String end) {
    StringBuilder lines = new StringBuilder();
    for (String name : List.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "NO_PROXY", "no_proxy")) {
      if (files.between(0, 2) == 0) {
        String value = name.equalsIgnoreCase("NO_PROXY") ? files.pick(LISTS) : files.pick(PROXIES);
        String escaped =
            begin.isEmpty()
                ? value
                : value.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
        lines.append(begin).append(name).append('=').append(escaped).append(end).append('\n');
      }
    }
    return lines.toString();
  }
}
