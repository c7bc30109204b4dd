package io.ecsharden.host;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where systemd looks for units, and which drop-ins it applies in which order. */
final class UnitPath {

  /** The first one that has a file of a name wins. */
  static final List<String> DIRECTORIES =
      List.of(
          "/etc/systemd/system",
          "/run/systemd/system",
          "/usr/local/lib/systemd/system",
          "/usr/lib/systemd/system",
          "/lib/systemd/system");

  private UnitPath() {}

  /** Drop-ins by the order of their file names; {@code service.d} applies to every service. */
  static Collection<String> dropIns(HostRoot host, List<String> directories, String unit) {
    Map<String, String> byName = new TreeMap<>();
    for (String folder : List.of(unit + ".d", "service.d")) {
      for (String directory : directories) {
        String path = directory + "/" + folder;
        for (String name : host.names(path, ".conf")) {
          byName.putIfAbsent(name, path + "/" + name);
        }
      }
    }
    return byName.values();
  }
}
