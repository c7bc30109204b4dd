package io.ecsharden.settings.docker;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.format.unit.EnvironmentNames;
import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.unit.UnitEnvironment;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    boolean unitSeen = host.dockerUnit().fragment().isPresent();
    if (unitSeen || !host.dockerUnit().dropIns().isEmpty()) {
      unit();
    }
    DaemonJson json = DaemonJson.of(host.file(HostFacts.DAEMON_JSON));
    json.unknown().ifPresent(this::unknown);
    json.proxies()
        .forEach((name, said) -> {
          variables.put(name, said);
          variables.put(name.toLowerCase(java.util.Locale.ROOT), said);
        });
    return new DockerView(
        new ProxyVariables(variables, unknown), unitSeen, !json.proxies().isEmpty(), lost);
  }

  private void unit() {
    host.dockerUnit().fragment().ifPresent(this::look);
    host.dockerUnit().dropIns().forEach(this::look);
    UnitEnvironment unit = UnitEnvironment.of(host.dockerUnit());
    unit.variables().forEach(variable -> add(variable.key(), variable.source()));
    for (String path : unit.files().orElse(List.of())) {
      if (!host.files().containsKey(path) && !HostFacts.DOCKER_ENVIRONMENT.contains(path)) {
        unknown("docker.service also loads " + path + ", which was not read");
        continue;
      }
      FileFact file = host.file(path);
      look(file);
      environment(file);
    }
  }

  private void environment(FileFact file) {
    if (EnvFile.parse(file.bytesOrEmpty()).read(Dialect.SYSTEMD)
        instanceof Reading.Taken(List<Assignment> assignments)) {
      for (Assignment assignment : assignments) {
        if (EnvironmentNames.isValidName(assignment.key())
            && EnvironmentNames.isValidValue(assignment.value())) {
          Origin origin = Origin.line(file.path(), assignment.line());
          add(assignment.key(), Sourced.of(assignment.key(), assignment.value(), origin));
        } else if (namesProxy(assignment.key())) {
          lost.add(Origin.line(file.path(), assignment.line()));
        }
      }
    }
  }

  /** {@code export HTTP_PROXY}. */
  private static boolean namesProxy(String key) {
    return ProxyVariables.NAMES.stream().anyMatch(name -> key.endsWith(" " + name));
  }

  private void look(FileFact file) {
    if (file instanceof FileFact.Unreadable unreadable && unreadable.mayHoldMore()) {
      unknown(file.path() + " could not be read: " + unreadable.detail());
    }
    for (String option : OPTIONS) {
      if (file.mentions(option)) {
        unknown(file.path() + " gives dockerd the option " + option + ", which is not read here");
      }
    }
  }

  private void unknown(String reason) {
    unknown = unknown.or(() -> Optional.of(reason));
  }

  private void add(String key, Sourced said) {
    if (ProxyVariables.NAMES.contains(key)) {
      variables.put(key, said);
    }
  }
}
