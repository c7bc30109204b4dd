package io.ecsharden.control.proxy;

import io.ecsharden.baseline.Condition;
import io.ecsharden.baseline.Expectation;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.Assign;
import io.ecsharden.control.Remedy.ByHand;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.Sourced;
import io.ecsharden.settings.proxy.ProxyEnvironment.Setting;
import io.ecsharden.settings.proxy.ProxyVariables;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How addresses get into the list of each program, and nothing out of it. */
final class NoProxyRemedies {

  private final EvaluationContext examination;
  private final List<Remedy> remedies = new ArrayList<>();

  private NoProxyRemedies(EvaluationContext examination) {
    this.examination = examination;
  }

  static List<Remedy> of(EvaluationContext examination, List<ProxyVerdict> failing) {
    NoProxyRemedies made = new NoProxyRemedies(examination);
    List<ProxyVerdict> inFile = new ArrayList<>();
    for (ProxyVerdict verdict : failing) {
      if (verdict.isRefused()) {
        made.byHand(
            verdict.origin().display() + ": remove REQUEST_METHOD, with which Go refuses a proxy");
      } else if (verdict.consumer() == Consumer.DOCKERD) {
        made.remedies.add(DockerdRemedies.of(examination, verdict));
      } else if (verdict.consumer() == Consumer.ECS_INIT && !made.isLoaded()) {
        made.byHand(
            verdict.origin().display()
                + ": ecs-init takes its proxy from there, and ecs.service does not load "
                + HostFacts.ECS_CONFIG
                + ": add "
                + ProxyBypass.joined(verdict.caught())
                + " to NO_PROXY there, then systemctl daemon-reload");
      } else {
        inFile.add(verdict);
      }
    }
    if (!inFile.isEmpty()) {
      made.file(inFile);
    }
    return made.remedies;
  }

  private boolean isLoaded() {
    return examination
        .instance()
        .settings()
        .init()
        .environmentFiles()
        .contains(HostFacts.ECS_CONFIG);
  }

  private void byHand(String reason) {
    remedies.add(new ByHand(reason));
  }

  /** A line of {@code ecs.config} is there for the agent and, mostly, for ecs-init: both keep. */
  private void file(List<ProxyVerdict> failing) {
    ProxyVariables mine = failing.getFirst().proxies();
    Optional<Setting> setting = mine.environment().noProxy();
    if (mine.noProxy().filter(this::isTorn).isPresent()) {
      byHand(place(mine) + ": the line is lost or read in two ways: correct that first");
      return;
    }
    String list = NoProxyList.unquoted(setting.map(Setting::value).orElse(""));
    Set<String> missing = new LinkedHashSet<>();
    failing.forEach(verdict -> missing.addAll(verdict.caught()));
    String variable = setting.map(Setting::variable).orElse(ProxyVariables.NO_PROXY);
    for (Consumer other : List.of(Consumer.AGENT, Consumer.ECS_INIT)) {
      ProxyVariables theirs = other.proxies(examination.instance().settings());
      boolean reached = other == Consumer.AGENT || isLoaded();
      if (!reached || !theirs.isSet() && theirs.unknown().isEmpty()) {
        continue;
      }
      Optional<Setting> their = theirs.environment().noProxy();
      if (theirs.unknown().isPresent()
          || !NoProxyList.unquoted(their.map(Setting::value).orElse("")).equals(list)) {
        byHand(different(mine, theirs, missing));
        return;
      }
      if (their.filter(s -> !s.variable().equals(ProxyVariables.NO_PROXY)).isEmpty()) {
        variable = ProxyVariables.NO_PROXY;
      }
    }
    List<String> more = new ArrayList<>(missing);
    if (list.isEmpty()) {
      more.add("/var/run/docker.sock");
    }
    String value =
        stated(variable)
            .map(wanted -> NoProxyList.merged(wanted, List.copyOf(missing)))
            .orElseGet(() -> NoProxyList.merged(list, more));
    if (isShown(value)) {
      remedies.add(new Assign(variable, value));
    } else {
      byHand(secret(mine));
    }
  }

  /**
   * Whether nobody knows yet what the list is. When the line is mended in the same plan, the next
   * look finds a list.
   */
  private boolean isTorn(Sourced list) {
    return examination.defects().stream()
        .filter(oddity -> oddity.where().equals(list.origin()))
        .anyMatch(oddity ->
            switch (oddity.kind()) {
              case QUOTED_VALUE, DUPLICATE, EMPTY_WINS -> false;
              default -> true;
            });
  }

  /** What the baseline itself wants there. */
  private Optional<String> stated(String variable) {
    return Optional.ofNullable(examination.baseline().settings().get(variable))
        .map(Expectation::condition)
        .flatMap(condition ->
            condition instanceof Condition.Equals(String value)
                ? Optional.of(value)
                : Optional.empty());
  }

  private static String different(ProxyVariables mine, ProxyVariables theirs, Set<String> missing) {
    return "the agent and ecs-init have different lists ("
        + place(mine)
        + ", "
        + place(theirs)
        + "), and a line in "
        + HostFacts.ECS_CONFIG
        + " would be there for both: write one NO_PROXY for both there, with "
        + ProxyBypass.joined(List.copyOf(missing));
  }

  private static String place(ProxyVariables proxies) {
    return proxies.noProxy().map(said -> said.origin().display()).orElse("none");
  }

  /** Whether a list holds no secret, which a new line would repeat. */
  static boolean isShown(String list) {
    return Masker.HIDE.value(ProxyVariables.NO_PROXY, list).equals(list);
  }

  static String secret(ProxyVariables proxies) {
    return place(proxies) + ": the list holds what looks like a secret: correct it by hand";
  }
}
