package io.ecsharden.host.proc;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.MetadataWays;
import io.ecsharden.facts.Way;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.ProcessDirectory;
import io.ecsharden.host.files.UnreadableFact;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the routes of a container's process lead. No capability is needed for it, and no entry into
 * the process's namespaces.
 *
 * <p>A number is used again when a process has ended, and this {@code /proc} may be that of another
 * process namespace: the routes count only where the control group of the same process is that of
 * the container, whose path ends in the container's id with both of Docker's drivers (runc 1.1,
 * {@code libcontainer/cgroups}).
 */
public final class ProcessWays {

  private final HostRoot root;

  public ProcessWays(HostRoot root) {
    this.root = root;
  }

  /**
   * The ways of a container's process; nothing where there is no such process.
   *
   * @param pid as Docker says
   * @param container its id
   */
  public Optional<MetadataWays> of(int pid, String container) {
    try {
      Optional<ProcessDirectory> found = root.process(pid);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (ProcessDirectory process = found.get()) {
        return ways(process, container);
      }
    } catch (IOException e) {
      return Optional.of(MetadataWays.unseen(reason("/proc/" + pid, e)));
    }
  }

  private static Optional<MetadataWays> ways(ProcessDirectory process, String container)
      throws IOException {
    Optional<byte[]> groups = process.read("cgroup");
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    if (!ProcFiles.isInGroup(groups.get(), container)) {
      return Optional.of(
          MetadataWays.unseen(process.path() + " is not that of the container's process"));
    }
    Optional<Way> ipv6 = way(process, "net/ipv6_route", RouteTable::ipv6);
    Optional<Way> ipv4 = way(process, "net/route", RouteTable::ipv4);
    return ipv4.map(seen -> new MetadataWays(seen, ipv6.orElseGet(() -> withoutTable(seen))));
  }

  /** The way by a table; nothing where the process has none, or has ended. */
  private static Optional<Way> way(
      ProcessDirectory process, String table, Function<byte[], Way> reader) {
    try {
      return process.read(table).map(reader);
    } catch (IOException e) {
      return Optional.of(new Way.Unseen(reason(process.path() + "/" + table, e)));
    }
  }

  /**
   * The way of IPv6 where there was no table for it before the one for IPv4 was read: the kernel
   * has no IPv6. A process that had ended by then would have no table for IPv4 either.
   */
  private static Way withoutTable(Way ipv4) {
    return ipv4 instanceof Way.Unseen ? ipv4 : new Way.None();
  }

  private static String reason(String path, IOException e) {
    return UnreadableFact.of(path, e) instanceof FileFact.Unreadable unreadable
        ? path + ": " + unreadable.detail()
        : "there is no " + path;
  }
}
