package io.ecsharden.control.proxy;

import io.ecsharden.baseline.Condition;
import io.ecsharden.baseline.Expectation;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.Assign;
import io.ecsharden.control.Remedy.ByHand;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.proxy.ProxyEnvironment.Setting;
import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.starter.Starter;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How addresses get into the list of each program, which keeps the entries that it has. */
final class NoProxyRemedies {

  private final EvaluationContext context;
  private final List<Remedy> remedies = new ArrayList<>();

  private NoProxyRemedies(EvaluationContext context) {
    this.context = context;
  }

  static List<Remedy> of(EvaluationContext context, List<ProxyVerdict> failing) {
    NoProxyRemedies made = new NoProxyRemedies(context);
    List<ProxyVerdict> inFile = new ArrayList<>();
    for (ProxyVerdict verdict : failing) {
      if (verdict.consumer() == Consumer.AGENT && !context.starter().isEcsInit()) {
        made.byHand(
            context.starter().sentence()
                + ": add "
                + ProxyBypass.joined(verdict.caught())
                + " to its NO_PROXY there ("
                + place(verdict.proxies())
                + " now), and start the agent again");
      } else if (verdict.isRefused()) {
        made.byHand(
            verdict.origin().display() + ": remove REQUEST_METHOD: with it, Go refuses a proxy");
      } else if (verdict.consumer() == Consumer.DOCKERD) {
        made.remedies.add(DockerdRemedies.of(context, verdict));
      } else if (verdict.consumer() == Consumer.ECS_INIT && !context.isEcsConfigLoaded()) {
        made.byHand(
            verdict.origin().display()
                + ": ecs-init gets its proxy there, and "
                + (context.starter() instanceof Starter.Upstart ? "upstart" : "ecs.service")
                + " does not load "
                + HostFacts.ECS_CONFIG
                + ": add "
                + ProxyBypass.joined(verdict.caught())
                + " to NO_PROXY there, then "
                + (context.starter() instanceof Starter.Upstart
                    ? "run stop ecs and start ecs"
                    : "run systemctl daemon-reload"));
      } else {
        inFile.add(verdict);
      }
    }
    if (!inFile.isEmpty()) {
      made.file(inFile);
    }
    return made.remedies;
  }

  private void byHand(String reason) {
    remedies.add(new ByHand(reason));
  }

  /** One line in {@code ecs.config}, which the agent reads, and mostly ecs-init as well. */
  private void file(List<ProxyVerdict> failing) {
    ProxyVariables mine = failing.getFirst().proxies();
    Optional<Setting> setting = mine.environment().noProxy();
    if (mine.noProxy().filter(this::isOpen).isPresent()) {
      byHand(place(mine) + ": the line is lost, or its readers disagree: correct that first");
      return;
    }
    String list = NoProxyList.unquoted(setting.map(Setting::value).orElse(""));
    Set<String> missing = new LinkedHashSet<>();
    failing.forEach(verdict -> missing.addAll(verdict.caught()));
    String variable = setting.map(Setting::variable).orElse(ProxyVariables.NO_PROXY);
    for (Consumer other : List.of(Consumer.AGENT, Consumer.ECS_INIT)) {
      ProxyVariables theirs = context.proxies(other);
      boolean reached = other == Consumer.AGENT || context.isEcsConfigLoaded();
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
        expectedValue(variable)
            .map(expected -> NoProxyList.merged(expected, List.copyOf(missing)))
            .orElseGet(() -> NoProxyList.merged(list, more));
    if (isShown(value)) {
      remedies.add(new Assign(variable, value));
    } else {
      byHand(secret(mine));
    }
  }

  /**
   * Whether the line of the list has a defect that leaves the list open. When the same plan
   * rewrites the line, the next look finds a list.
   */
  private boolean isOpen(Sourced list) {
    return context.defects().stream()
        .filter(defect -> defect.where().equals(list.origin()))
        .anyMatch(defect ->
            switch (defect.kind()) {
              case QUOTED_VALUE, DUPLICATE, EMPTY_WINS -> false;
              default -> true;
            });
  }

  /** The value that the baseline expects for the variable. */
  private Optional<String> expectedValue(String variable) {
    return Optional.ofNullable(context.baseline().settings().get(variable))
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
        + "), and both would read a line in "
        + HostFacts.ECS_CONFIG
        + ": write one NO_PROXY for both there, with "
        + ProxyBypass.joined(List.copyOf(missing));
  }

  private static String place(ProxyVariables proxies) {
    return proxies.noProxy().map(list -> list.origin().display()).orElse("none");
  }

  /** Whether a list holds no secret. A new line would repeat it. */
  static boolean isShown(String list) {
    return !SensitiveText.value(ProxyVariables.NO_PROXY, list).holdsSecret();
  }

  static String secret(ProxyVariables proxies) {
    return place(proxies) + ": the list seems to hold a secret. Correct it by hand";
  }
}
