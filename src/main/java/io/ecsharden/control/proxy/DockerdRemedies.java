package io.ecsharden.control.proxy;

import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.ByHand;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.unit.EnvironmentDropIn;
import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How addresses get into dockerd's list: where the list is, or in a drop-in of our own. */
final class DockerdRemedies {

  private static final String DROP_IN = HostFacts.DOCKERD_DROP_IN;

  private DockerdRemedies() {}

  static Remedy of(EvaluationContext context, ProxyVerdict verdict) {
    Optional<Sourced> list = verdict.proxies().noProxy();
    String value = NoProxyList.merged(list.map(Sourced::unmasked).orElse(""), verdict.caught());
    if (!NoProxyRemedies.isShown(value)) {
      return new ByHand(NoProxyRemedies.secret(verdict.proxies()));
    }
    Optional<Origin> origin = list.map(Sourced::origin);
    if (origin.filter(o -> o.file().equals(HostFacts.DAEMON_JSON)).isPresent()) {
      return new Remedy.JsonText(HostFacts.DAEMON_JSON, "proxies", "no-proxy", value);
    }
    String instruction = "add " + ProxyBypass.joined(verdict.caught()) + " to ";
    if (!context.isDockerUnitSeen()) {
      return new ByHand(
          "docker.service was not found: " + instruction + "NO_PROXY where dockerd is started");
    }
    if (value.indexOf('%') >= 0 && mayHoldSpecifier(context.facts(), origin)) {
      return new ByHand(
          origin.map(Origin::display).orElse("docker.service")
              + ": a `%` in NO_PROXY may be a specifier that only systemd resolves: "
              + instruction
              + "it there, then run systemctl daemon-reload, and restart Docker");
    }
    return wins(context, value)
        ? new Remedy.DropIn(DROP_IN, ProxyVariables.NO_PROXY, value)
        : new ByHand(
            origin.map(Origin::display).orElse("docker.service")
                + ": it overrides a drop-in of ours: "
                + instruction
                + "NO_PROXY there, then run systemctl daemon-reload, and restart Docker");
  }

  /** Whether the file of the unit that has the list has a % that is not doubled. */
  private static boolean mayHoldSpecifier(HostFacts facts, Optional<Origin> origin) {
    List<FileFact> files = new ArrayList<>(facts.dockerUnit().dropIns());
    facts.dockerUnit().fragment().ifPresent(files::add);
    for (FileFact file : files) {
      boolean here = origin.filter(o -> o.file().equals(file.path())).isPresent();
      String text = new String(file.bytesOrEmpty(), StandardCharsets.UTF_8);
      if (here && text.replace("%%", "").indexOf('%') >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether dockerd would use the list in a drop-in of ours. */
  private static boolean wins(EvaluationContext context, String value) {
    return EnvironmentDropIn.text(ProxyVariables.NO_PROXY, value)
        .map(bytes -> new FileFact.Content(DROP_IN, bytes, 0644, 0, 0))
        .flatMap(context::noProxyOfDockerdWith)
        .filter(list -> list.origin().file().equals(DROP_IN) && list.unmasked().equals(value))
        .isPresent();
  }
}
