package io.ecsharden.host;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.env.SystemdComments;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.systemd.Systemd;
import io.ecsharden.host.systemd.SystemdException;
import io.ecsharden.machine.Deadline;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** systemd's version: of the one that runs, or of the one that is installed. */
final class SystemdVersion {

  /** Where distributions put systemd's own library. */
  private static final List<String> DIRECTORIES =
      List.of(
          "/usr/lib/systemd",
          "/usr/lib64/systemd",
          "/lib/systemd",
          "/usr/lib/x86_64-linux-gnu/systemd",
          "/usr/lib/aarch64-linux-gnu/systemd");

  /** {@code libsystemd-shared-252.so}, {@code libsystemd-shared-252.23-3.amzn2023.so}. */
  private static final String LIBRARY = "libsystemd-shared-";

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private SystemdVersion() {}

  /** Whether one of the files means something else to another version. */
  static boolean matters(Collection<FileFact> files) {
    return files.stream().anyMatch(file -> SystemdComments.matterFor(file.bytesOrEmpty()));
  }

  /** The version whose library is installed; nothing where there are several, or none. */
  static Optional<Integer> ofLibrary(HostRoot host) {
    Set<Integer> versions = new HashSet<>();
    for (String directory : DIRECTORIES) {
      for (String name : host.names(directory, ".so")) {
        if (name.startsWith(LIBRARY)) {
          number(name.substring(LIBRARY.length())).ifPresent(versions::add);
        }
      }
    }
    return versions.size() == 1 ? Optional.of(versions.iterator().next()) : Optional.empty();
  }

  /** The version that runs, by the system bus. */
  static Optional<Integer> ofManager(HostRoot host, Deadline deadline) {
    Duration time = deadline.left().compareTo(TIMEOUT) < 0 ? deadline.left() : TIMEOUT;
    try (Systemd systemd = Systemd.connect(host, time)) {
      return number(systemd.version());
    } catch (SystemdException e) {
      return Optional.empty();
    }
  }

  /** The digits that a text begins with, after an optional {@code v}. */
  private static Optional<Integer> number(String text) {
    int start = text.startsWith("v") ? 1 : 0;
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end == start || end - start > 6
        ? Optional.empty()
        : Optional.of(Integer.parseInt(text.substring(start, end)));
  }
}
