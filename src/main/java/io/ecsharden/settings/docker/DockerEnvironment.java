package io.ecsharden.settings.docker;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.format.env.SystemdComments;
import io.ecsharden.format.unit.EnvironmentNames;
import io.ecsharden.settings.docker.DaemonDefect.Kind;
import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.unit.EnvironmentEdges;
import io.ecsharden.settings.unit.StartBlocker;
import io.ecsharden.settings.unit.UnitEnvironment;
import io.ecsharden.settings.unit.UnitEnvironment.EnvironmentFile;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The environment that {@code docker.service} gives dockerd: its {@code Environment=} lines, then
 * its {@code EnvironmentFile=} files, which win (systemd.exec(5), 252).
 */
final class DockerEnvironment {

  private final HostFacts host;
  private final Map<String, Sourced> variables = new HashMap<>();
  private final List<Assignment> lost = new ArrayList<>();
  private final List<Origin> lostAt = new ArrayList<>();
  private final List<FileFact> files = new ArrayList<>();
  private final List<DaemonDefect> defects = new ArrayList<>();
  private Optional<String> unknown = Optional.empty();

  private DockerEnvironment(HostFacts host) {
    this.host = host;
  }

  static DockerEnvironment of(HostFacts host) {
    DockerEnvironment environment = new DockerEnvironment(host);
    environment.read();
    return environment;
  }

  /** A variable, if the unit sets it. */
  Optional<Sourced> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** The environment files that are there. */
  List<FileFact> files() {
    return files;
  }

  /** What keeps systemd from starting the unit. */
  List<DaemonDefect> defects() {
    return defects;
  }

  /** Why a variable may have another value. */
  Optional<String> unknown() {
    return unknown;
  }

  /** The lines of environment files whose names systemd drops, and that end in one of these. */
  List<Origin> lost(List<String> names) {
    List<Origin> found = new ArrayList<>();
    for (int i = 0; i < lost.size(); i++) {
      String key = lost.get(i).key();
      if (names.stream().anyMatch(name -> key.endsWith(" " + name))) {
        found.add(lostAt.get(i));
      }
    }
    return found;
  }

  private void read() {
    look(host.dockerUnit().fragment().stream().toList());
    look(host.dockerUnit().dropIns());
    UnitEnvironment unit = UnitEnvironment.of(host.dockerUnit(), host.managerFiles());
    look(host.managerFiles());
    unit.variables().forEach(variable -> variables.put(variable.key(), variable.source()));
    for (StartBlocker blocker : StartBlocker.of(unit, host)) {
      defects.add(
          new DaemonDefect(
              Kind.ENVIRONMENT_FILE,
              blocker.where(),
              "systemd does not start " + host.dockerUnit().name() + ": " + blocker.message(),
              "Put the file there, or write EnvironmentFile=- and the path"));
    }
    for (EnvironmentFile named : unit.files().orElse(List.of())) {
      String path = named.path();
      boolean packaged = HostFacts.DOCKER_ENVIRONMENT.contains(path);
      if (!packaged && !host.files().containsKey(path)) {
        unknown(host.dockerUnit().name() + " also loads " + path + ", which was not read");
        continue;
      }
      if (!packaged && StartBlocker.isMadeLater(host, path)) {
        unknown(
            host.dockerUnit().name()
                + " also loads "
                + path
                + ", which is made while the system runs");
        continue;
      }
      FileFact file = host.file(path);
      look(List.of(file));
      files.add(file);
      add(file);
    }
    edges(unit.edges());
  }

  /** What is handed on from systemd is not known, and what is unset is not there. */
  private void edges(EnvironmentEdges edges) {
    edges
        .passed()
        .forEach((name, where) -> {
          if (!variables.containsKey(name) && matters(name) && !edges.unsets(name, "")) {
            unknown(EnvironmentEdges.reason(name, where));
          }
        });
    if (!edges.unset().isEmpty()) {
      variables
          .entrySet()
          .removeIf(said -> edges.unsets(said.getKey(), said.getValue().unmasked()));
    }
  }

  /** Whether dockerd or its command line uses a variable. */
  private boolean matters(String name) {
    String used = "$" + name.toLowerCase(Locale.ROOT);
    String braced = "${" + name.toLowerCase(Locale.ROOT) + "}";
    return ProxyVariables.NAMES.contains(name)
        || Stream.concat(
                host.dockerUnit().fragment().stream(), host.dockerUnit().dropIns().stream())
            .anyMatch(file -> file.mentions(used) || file.mentions(braced));
  }

  private void add(FileFact file) {
    EnvFile env = EnvFile.parse(file.bytesOrEmpty(), SystemdComments.of(host.systemd()));
    if (!env.disputed().isEmpty()) {
      unknown(
          "a comment in "
              + file.path()
              + " ends in a backslash, and whether the next line counts depends on systemd's"
              + " version (before 254 it does not), which is not known");
    }
    if (env.read(Dialect.SYSTEMD) instanceof Reading.Accepted(List<Assignment> assignments)) {
      for (Assignment assignment : assignments) {
        Origin origin = Origin.line(file.path(), assignment.line());
        if (EnvironmentNames.isValidName(assignment.key())
            && EnvironmentNames.isValidValue(assignment.value())) {
          variables.put(assignment.key(), Sourced.of(assignment.key(), assignment.value(), origin));
        } else {
          lost.add(assignment);
          lostAt.add(origin);
        }
      }
    }
  }

  private void look(List<FileFact> facts) {
    for (FileFact file : facts) {
      if (file instanceof FileFact.Unreadable unreadable && unreadable.mayHoldMore()) {
        unknown(file.path() + " could not be read: " + unreadable.detail());
      }
    }
  }

  private void unknown(String reason) {
    unknown = unknown.or(() -> Optional.of(reason));
  }
}
