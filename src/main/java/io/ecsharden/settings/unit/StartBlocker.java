package io.ecsharden.settings.unit;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.settings.unit.UnitEnvironment.EnvironmentFile;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An environment file without which systemd does not start a unit, and that systemd cannot load
 * (systemd 252, {@code src/core/execute.c}, {@code exec_context_load_environment}).
 *
 * @param message what is wrong with the file, without a final stop
 * @param where the unit's line that names it
 */
public record StartBlocker(String message, Origin where) {

  /** What systemd and the unit itself may make before it starts. */
  private static final List<String> MADE_LATER = List.of("/run/", "/var/run/", "/tmp/", "/dev/");

  /** The files of a unit that keep it from starting. */
  public static List<StartBlocker> of(UnitEnvironment unit, HostFacts host) {
    List<StartBlocker> found = new ArrayList<>();
    for (EnvironmentFile file : unit.files().orElse(List.of())) {
      if (file.required()) {
        problem(host, file.path())
            .ifPresent(problem ->
                found.add(
                    new StartBlocker(
                        problem + ", and its EnvironmentFile= line has no `-` before the path",
                        file.where())));
      }
    }
    return found;
  }

  /** Whether a file that is not there may be there when the unit starts. */
  public static boolean isMadeLater(HostFacts host, String path) {
    return host.file(path) instanceof FileFact.Absent
        && MADE_LATER.stream().anyMatch(path::startsWith);
  }

  private static Optional<String> problem(HostFacts host, String path) {
    boolean seen =
        host.files().containsKey(path)
            || host.ecsUnit().leadsNowhere(path)
            || host.dockerUnit().leadsNowhere(path);
    return switch (host.file(path)) {
      case FileFact.Absent _ ->
          seen && !isMadeLater(host, path)
              ? Optional.of(path + " does not exist")
              : Optional.empty();
      case FileFact.Unreadable file ->
          file.mayHoldMore() || file.cause() == FileFact.Cause.FIFO
              ? Optional.empty()
              : Optional.of(path + " is no file: " + file.detail());
      case FileFact.Content file ->
          EnvFile.parse(file.bytes()).read(Dialect.SYSTEMD) instanceof Reading.Refused refused
              ? Optional.of("systemd refuses " + path + " (" + refused.error() + ")")
              : Optional.empty();
    };
  }
}
