package io.ecsharden.control.proxy;

import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.ByHand;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.unit.EnvironmentDropIn;
import io.ecsharden.settings.Origin;
import io.ecsharden.settings.Sourced;
import io.ecsharden.settings.docker.DockerReader;
import io.ecsharden.settings.proxy.ProxyVariables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How addresses get into dockerd's list: where it is decided, and in nobody else's drop-in. */
final class DockerdRemedies {

  /** Its name comes after {@code http-proxy.conf}, as Docker's and AWS's pages have it. */
  private static final String DROP_IN =
      "/etc/systemd/system/docker.service.d/zz-ecs-harden-no-proxy.conf";

  private DockerdRemedies() {}

  static Remedy of(EvaluationContext examination, ProxyVerdict verdict) {
    Optional<Sourced> said = verdict.proxies().noProxy();
    String value = NoProxyList.merged(said.map(Sourced::raw).orElse(""), verdict.caught());
    if (!NoProxyRemedies.isShown(value)) {
      return new ByHand(NoProxyRemedies.secret(verdict.proxies()));
    }
    Optional<Origin> origin = said.map(Sourced::origin);
    if (origin.filter(o -> o.file().equals(HostFacts.DAEMON_JSON)).isPresent()) {
      return new Remedy.JsonText(HostFacts.DAEMON_JSON, "proxies", "no-proxy", value);
    }
    String todo = "add " + ProxyBypass.joined(verdict.caught()) + " to ";
    if (!examination.instance().settings().dockerd().unitSeen()) {
      return new ByHand(
          "docker.service is not here: "
              + todo
              + "NO_PROXY in the way in which dockerd is started");
    }
    if (value.indexOf('%') >= 0 && mayHoldSpecifier(examination.instance().facts(), origin)) {
      return new ByHand(
          origin.map(Origin::display).orElse("docker.service")
              + ": a `%` in NO_PROXY may be a specifier that only systemd resolves: "
              + todo
              + "it there, then systemctl daemon-reload, and restart Docker");
    }
    return wins(examination.instance().facts(), value)
        ? new Remedy.DropIn(DROP_IN, ProxyVariables.NO_PROXY, value)
        : new ByHand(
            origin.map(Origin::display).orElse("docker.service")
                + ": what stands there beats a drop-in of ours: "
                + todo
                + "NO_PROXY there, then systemctl daemon-reload, and restart Docker");
  }

  /** Whether a % stands somewhere in a unit's file without a second one. */
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

  /** Whether dockerd would take what a drop-in of ours says. */
  private static boolean wins(HostFacts facts, String value) {
    return EnvironmentDropIn.text(ProxyVariables.NO_PROXY, value)
        .map(bytes -> new FileFact.Content(DROP_IN, bytes, 0644, 0, 0))
        .map(facts::with)
        .map(DockerReader::read)
        .flatMap(view -> view.proxies().noProxy())
        .filter(taken -> taken.origin().file().equals(DROP_IN) && taken.raw().equals(value))
        .isPresent();
  }
}
