package io.ecsharden.host.files;

import io.ecsharden.facts.Access;
import io.ecsharden.facts.AccessFacts;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sees who may write to what paths lead through. Looks at each place once. */
final class AccessReader {

  private static final int GROUP_WRITES = 0020;

  private final int root;
  private final Map<String, Access> seen = new HashMap<>();

  AccessReader(int root) {
    this.root = root;
  }

  /** The facts for paths; a path that this process may not follow is left out. */
  static AccessFacts facts(int root, List<String> paths) throws IOException {
    AccessReader reader = new AccessReader(root);
    Map<String, List<Access>> passed = new HashMap<>();
    for (String path : paths) {
      try {
        passed.put(path, reader.passed(path));
      } catch (IOException e) {
        // the fact for the file itself says why
      }
    }
    return new AccessFacts(
        Optional.of(Kernel.status(root).uid()),
        Kernel.effectiveUser(),
        Kernel.effectiveGroup(),
        passed);
  }

  /** What a path leads through, as far as there is something and this process may look. */
  private List<Access> passed(String path) throws IOException {
    List<Access> passed = new ArrayList<>();
    try (Walk walk = Walk.of(root, path, true)) {
      for (Walk.Step step : walk.passed()) {
        Access access = seen.get(step.display());
        if (access == null) {
          access = access(step);
          seen.put(step.display(), access);
        }
        passed.add(access);
      }
    }
    return passed;
  }

  private Access access(Walk.Step step) throws IOException {
    // the group's bit is the mask of the list: without it nobody can write by the list
    return (step.status().mode() & GROUP_WRITES) == 0
        ? of(step.display(), step.status(), Optional.empty())
        : of(step.display(), step.status(), list(step));
  }

  /** The list; nothing where it cannot be read, so that the mask counts as the group's own bit. */
  private Optional<AccessControlList> list(Walk.Step step) throws IOException {
    PathOpener opener = new PathOpener(true);
    int place = opener.open(root, step.display());
    try {
      int readable =
          step.status().isDirectory()
              ? Kernel.open(place, ".", Kernel.READ_ONLY | Kernel.DIRECTORY, 0)
              : opener.read(root, step.display(), place, step.status());
      try {
        return AccessControlList.of(readable);
      } finally {
        Kernel.close(readable);
      }
    } catch (Errno e) {
      return Optional.empty();
    } finally {
      Kernel.close(place);
    }
  }

  /** The access to something whose list was read where it has one. */
  static Access of(String path, FileStatus status, Optional<AccessControlList> list) {
    int mode = status.permissions();
    if (list.isPresent()) {
      mode = list.get().groupWrites() ? mode | GROUP_WRITES : mode & ~GROUP_WRITES;
    }
    return new Access(
        path,
        status.isDirectory(),
        mode,
        status.uid(),
        status.gid(),
        list.map(AccessControlList::writers).orElse(List.of()));
  }
}
