package io.ecsharden.settings.docker;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * dockerd's proxies: {@code Environment=} of {@code docker.service}, then its {@code
 * EnvironmentFile=} files, then {@code proxies} of {@code daemon.json}, variable by variable (moby
 * 23 to 28, {@code cmd/dockerd/daemon.go}, {@code configureProxyEnv}: each that is not empty goes
 * over the environment, in upper and in lower case).
 */
public final class DockerReader {

  /** Options that give proxies on the command line, in the unit or in a variable that it uses. */
  private static final List<String> OPTIONS =
      List.of("--http-proxy", "--https-proxy", "--no-proxy");

  private final HostFacts host;
  private final Map<String, Sourced> variables = new HashMap<>();
  private final List<Origin> lost = new ArrayList<>();
  private Optional<String> unknown = Optional.empty();

  private DockerReader(HostFacts host) {
    this.host = host;
  }

  /** What the files give. */
  public static DockerView read(HostFacts host) {
    return new DockerReader(host).read();
  }

  /** What runs. */
  public static DockerView ofProcess(Map<String, String> environment) {
    Map<String, Sourced> variables = new HashMap<>();
    environment.forEach(
        (key, raw) -> variables.put(key, Sourced.of(key, raw, Origin.RUNNING_DOCKERD)));
    return new DockerView(new ProxyVariables(variables, Optional.empty()), true, false, List.of());
  }

  private DockerView read() {
    if (host.hasSecondDocker()) {
      unknown(DaemonStartReader.TWO_DOCKERS);
    }
    boolean unitSeen = host.dockerUnit().fragment().isPresent();
    if (unitSeen || !host.dockerUnit().dropIns().isEmpty()) {
      unit();
    }
    DaemonJson json = DaemonJson.of(host.daemonJson());
    json.unknown().ifPresent(this::unknown);
    json.proxies()
        .forEach((name, said) -> {
          variables.put(name, said);
          variables.put(name.toLowerCase(Locale.ROOT), said);
        });
    return new DockerView(
        new ProxyVariables(variables, unknown), unitSeen, !json.proxies().isEmpty(), lost);
  }

  private void unit() {
    host.dockerUnit().fragment().ifPresent(this::look);
    host.dockerUnit().dropIns().forEach(this::look);
    DockerEnvironment environment = DockerEnvironment.of(host);
    environment.unknown().ifPresent(this::unknown);
    environment.files().forEach(this::look);
    for (String name : ProxyVariables.NAMES) {
      environment.variable(name).ifPresent(said -> variables.put(name, said));
    }
    lost.addAll(environment.lost(ProxyVariables.NAMES));
  }

  private void look(FileFact file) {
    for (String option : OPTIONS) {
      if (file.mentions(option)) {
        unknown(file.path() + " gives dockerd the option " + option + ", which is not read here");
      }
    }
  }

  private void unknown(String reason) {
    unknown = unknown.or(() -> Optional.of(reason));
  }
}
