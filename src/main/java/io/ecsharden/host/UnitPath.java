package io.ecsharden.host;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.UnreadableFact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where systemd looks for units and their drop-ins (systemd.unit(5), 252). */
final class UnitPath {

  /** The first directory that has a file of a name wins. */
  static final List<String> DIRECTORIES =
      List.of(
          "/etc/systemd/system",
          "/run/systemd/system",
          "/usr/local/lib/systemd/system",
          "/usr/lib/systemd/system",
          "/lib/systemd/system");

  /** Where systemd looks for its manager's drop-ins (systemd-system.conf(5), 252). */
  private static final List<String> MANAGER_DIRECTORIES =
      List.of(
          "/etc/systemd/system.conf.d",
          "/run/systemd/system.conf.d",
          "/usr/local/lib/systemd/system.conf.d",
          "/usr/lib/systemd/system.conf.d");

  private UnitPath() {}

  /** The manager's files that mention {@code DefaultEnvironment=}, or that could not be read. */
  static List<FileFact> manager(HostRoot host) {
    List<FileFact> found = new ArrayList<>();
    Map<String, String> byName = new TreeMap<>();
    for (String directory : MANAGER_DIRECTORIES) {
      try {
        for (String name : host.namesOrThrow(directory, ".conf")) {
          byName.putIfAbsent(name, directory + "/" + name);
        }
      } catch (IOException e) {
        found.add(UnreadableFact.of(directory + "/", e));
      }
    }
    List<String> paths = new ArrayList<>(byName.values());
    paths.add(HostFacts.MANAGER);
    for (String path : paths) {
      FileFact file = host.read(path);
      if (file.mayHoldMore() || file.mentions("defaultenvironment")) {
        found.add(file);
      }
    }
    return found;
  }

  /**
   * The drop-ins in the order of their file names; {@code service.d} applies to every service. A
   * directory that cannot be read comes last, because a drop-in in it can come last.
   */
  static List<FileFact> dropIns(HostRoot host, List<String> directories, String unit) {
    List<FileFact> closed = new ArrayList<>();
    Map<String, String> byName = new TreeMap<>();
    for (String folder : List.of(unit + ".d", "service.d")) {
      for (String directory : directories) {
        String path = directory + "/" + folder;
        try {
          for (String name : host.namesOrThrow(path, ".conf")) {
            byName.putIfAbsent(name, path + "/" + name);
          }
        } catch (IOException e) {
          closed.add(UnreadableFact.of(path, e));
        }
      }
    }
    List<FileFact> dropIns = new ArrayList<>();
    for (String path : byName.values()) {
      FileFact file = host.read(path);
      // a link to /dev/null switches a drop-in off
      if (!(file instanceof FileFact.Unreadable unreadable)
          || unreadable.cause() != FileFact.Cause.NOT_REGULAR) {
        dropIns.add(file);
      }
    }
    dropIns.addAll(closed);
    return dropIns;
  }
}
