package io.ecsharden.host.proc;

import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The control groups that systemd gives to its services, in {@code system.slice}. */
public final class SystemSlice {

  /** With unified control groups, and with version 1 (systemd's own hierarchy). */
  private static final List<String> PLACES =
      List.of("/sys/fs/cgroup/system.slice", "/sys/fs/cgroup/systemd/system.slice");

  private static final int MOST_PROCESSES = 64;

  private final HostRoot root;
  private final String path;

  private SystemSlice(HostRoot root, String path) {
    this.root = root;
    this.path = path;
  }

  /** The slice; nothing where control groups are not visible. */
  public static Optional<SystemSlice> of(HostRoot root) {
    return PLACES.stream()
        .filter(root::exists)
        .findFirst()
        .map(path -> new SystemSlice(root, path));
  }

  /** Whether a unit has a control group now: it has processes, or is a socket that listens. */
  public boolean has(String unit) throws IOException {
    return root.status(path + "/" + unit).isPresent();
  }

  /** The list of a unit's processes, for {@link #pids}. */
  public FileFact processes(String unit) {
    return root.readKernel(path + "/" + unit + "/cgroup.procs");
  }

  /**
   * Reads {@code cgroup.procs}: a number each line (cgroups(7)); 0 is a process in another
   * namespace. At most {@value #MOST_PROCESSES}.
   */
  public static List<String> pids(FileFact.Content processes) {
    List<String> pids = new ArrayList<>();
    for (String line : new String(processes.bytes(), StandardCharsets.US_ASCII).split("\n")) {
      boolean number = !line.isEmpty() && line.chars().allMatch(c -> c >= '0' && c <= '9');
      if (number && pids.size() < MOST_PROCESSES) {
        pids.add(line);
      }
    }
    return pids;
  }
}
