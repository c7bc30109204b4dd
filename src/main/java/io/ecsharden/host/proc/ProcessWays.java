package io.ecsharden.host.proc;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.MetadataWays;
import io.ecsharden.facts.Way;
import io.ecsharden.host.files.HostRoot;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the routes of a container's process lead. No capability is needed for it, and no entry into
 * the process's namespaces.
 *
 * <p>A number is used again when a process has ended, and this {@code /proc} may be that of another
 * process namespace: the routes count only where the process is the same before and after they were
 * read, and its control group is that of the container, whose path ends in the container's id with
 * both of Docker's drivers (runc 1.1, {@code libcontainer/cgroups}).
 */
public final class ProcessWays {

  private final HostRoot root;
  private final ProcFiles proc;

  public ProcessWays(HostRoot root) {
    this.root = root;
    this.proc = new ProcFiles(root);
  }

  /**
   * The ways of a container's process; nothing where there is no such process.
   *
   * @param pid as Docker says
   * @param container its id
   */
  public Optional<MetadataWays> of(int pid, String container) {
    String process = Integer.toString(pid);
    Optional<Long> before = proc.startTicks(process);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    FileFact ipv4 = root.readKernel("/proc/" + process + "/net/route");
    FileFact ipv6 = root.readKernel("/proc/" + process + "/net/ipv6_route");
    boolean isContainer = proc.isInGroup(process, container);
    Optional<Long> after = proc.startTicks(process);
    if (after.isEmpty()) {
      return Optional.empty();
    }
    if (!isContainer || !before.equals(after)) {
      return Optional.of(
          MetadataWays.unseen(
              "the process " + process + " of this /proc is not that of the container"));
    }
    return Optional.of(new MetadataWays(ipv4(ipv4), ipv6(ipv6, ipv4)));
  }

  private static Way ipv4(FileFact file) {
    return file instanceof FileFact.Content content
        ? RouteTable.ipv4(text(content))
        : new Way.Unseen(reason(file));
  }

  /** A kernel without IPv6 has no such file. */
  private static Way ipv6(FileFact file, FileFact ipv4) {
    return switch (file) {
      case FileFact.Content content -> RouteTable.ipv6(text(content));
      case FileFact.Absent _ when ipv4 instanceof FileFact.Content -> new Way.None();
      default -> new Way.Unseen(reason(file));
    };
  }

  private static String reason(FileFact file) {
    return file instanceof FileFact.Unreadable unreadable
        ? file.path() + ": " + unreadable.detail()
        : "there is no " + file.path();
  }

  private static String text(FileFact.Content content) {
    return new String(content.bytes(), StandardCharsets.US_ASCII);
  }
}
