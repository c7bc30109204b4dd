package io.ecsharden.host;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.Wildcards;
import io.ecsharden.format.unit.NamedFile;
import io.ecsharden.format.unit.UnitFile;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.UnreadableFact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the files that a unit's {@code EnvironmentFile=} lines name, each once. */
final class EnvironmentFiles {

  private static final String LINE = "environmentfile";

  /** More than these are not read: nobody gives a service so many. */
  private static final int MOST = 64;

  private final HostRoot host;
  private final Map<String, FileFact> files;
  private final Map<String, List<String>> named = new TreeMap<>();

  private EnvironmentFiles(HostRoot host, Map<String, FileFact> files) {
    this.host = host;
    this.files = files;
  }

  /**
   * Looks for what a unit names.
   *
   * @param files what was read so far; what is found goes there
   * @return each path as the unit names it, and the paths that it leads to; a pattern that could
   *     not be followed is not there, and has an unreadable fact of its own
   */
  static Map<String, List<String>> read(
      HostRoot host,
      Optional<FileFact> fragment,
      List<FileFact> dropIns,
      Map<String, FileFact> files) {
    EnvironmentFiles reader = new EnvironmentFiles(host, files);
    fragment.ifPresent(reader::unit);
    dropIns.forEach(reader::unit);
    return reader.named;
  }

  private void unit(FileFact unit) {
    if (!unit.mentions(LINE)) {
      return;
    }
    for (UnitFile.Entry entry : UnitFile.parse(unit.bytesOrEmpty()).entries()) {
      if (entry.section().equals("Service") && entry.name().equals("EnvironmentFile")) {
        NamedFile.of(entry.value()).filter(file -> !file.isOpaque()).ifPresent(this::file);
      }
    }
  }

  private void file(NamedFile file) {
    String path = file.path();
    if (named.containsKey(path)) {
      return;
    }
    try {
      List<String> found = file.isPattern() ? matches(path) : List.of(path);
      if (found.size() + named.size() > MOST) {
        throw new IOException("a unit names more than " + MOST + " environment files");
      }
      named.put(path, found);
      found.forEach(this::read);
    } catch (IOException e) {
      files.put(path, UnreadableFact.of(path, e));
    }
  }

  private void read(String path) {
    if (!files.containsKey(path)) {
      files.put(path, host.read(path));
    }
  }

  /** The paths that fit a pattern, in the order of glob(3). */
  private List<String> matches(String pattern) throws IOException {
    List<String> paths = List.of("");
    String[] parts = pattern.substring(1).split("/", -1);
    for (String part : parts) {
      List<String> next = new ArrayList<>();
      for (String path : paths) {
        if (!Wildcards.areIn(part)) {
          next.add(path + "/" + part);
          continue;
        }
        for (String name : host.namesOrThrow(path.isEmpty() ? "/" : path, "")) {
          if (Wildcards.match(part, name)) {
            next.add(path + "/" + name);
          }
        }
      }
      paths = next;
    }
    return paths.stream().filter(host::exists).toList();
  }
}
