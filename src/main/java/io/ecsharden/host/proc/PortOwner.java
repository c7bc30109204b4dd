package io.ecsharden.host.proc;

import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Whose socket listens at a port of 127.0.0.1: the kernel lists each socket with its inode ({@code
 * /proc/net/tcp}, proc(5)), and each process's descriptors name the inodes of its sockets. The
 * second needs the right to trace the process.
 */
public final class PortOwner {

  /** The agent has one process, and starts a few for a moment. */
  private static final int MOST_PROCESSES = 64;

  private static final int MOST_DESCRIPTORS = 4096;

  /** {@code TCP_LISTEN} (Linux 6.12, {@code include/net/tcp_states.h}). */
  private static final String LISTENS = "0A";

  /** 127.0.0.1 and every address, as bytes in the order of a little-endian machine. */
  private static final Set<String> ADDRESSES =
      Set.of(
          "0100007F",
          "00000000",
          "0".repeat(32),
          "0000000000000000FFFF00000100007F",
          "0000000000000000FFFF000000000000");

  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private final HostRoot own;
  private final HostRoot host;
  private final ProcFiles proc;

  /**
   * @param own the root of this process, in whose network the port is
   * @param host the instance's root, in whose {@code /proc} Docker's process numbers are
   */
  public PortOwner(HostRoot own, HostRoot host) {
    this.own = own;
    this.host = host;
    this.proc = new ProcFiles(host);
  }

  /** Whose socket it is. Reasons are for people, without a final stop. */
  public enum Owner {
    /** The container's. */
    CONTAINER,
    /** That of a process outside of the container. */
    ANOTHER,
    /** Nobody may look, or nothing is to be seen. */
    UNSEEN
  }

  /**
   * Whether a container listens.
   *
   * @param pid the container's first process, as Docker says
   * @param container its id
   */
  public Owner of(int port, int pid, String container) {
    String first = Integer.toString(pid);
    Set<String> sockets = listening(port);
    // in another process namespace the number is that of somebody else
    if (pid <= 0 || container.isEmpty() || sockets.isEmpty() || !proc.isInGroup(first, container)) {
      return Owner.UNSEEN;
    }
    try {
      sockets.removeAll(held(first));
    } catch (IOException e) {
      return Owner.UNSEEN;
    }
    if (!proc.isInGroup(first, container)) {
      return Owner.UNSEEN;
    }
    if (sockets.isEmpty()) {
      return Owner.CONTAINER;
    }
    // a kernel that lists no children hides those of an init in the container
    return proc.listsChildren(first) ? Owner.ANOTHER : Owner.UNSEEN;
  }

  /** {@code socket:[INODE]} of each socket at which a connection to 127.0.0.1 can arrive. */
  private Set<String> listening(int port) {
    Set<String> sockets = new HashSet<>();
    String hex = ":" + hex4(port);
    for (String file : new String[] {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
      if (own.readKernel(file) instanceof FileFact.Content content) {
        for (String line : new String(content.bytes(), StandardCharsets.US_ASCII).split("\n")) {
          List<String> fields = fields(line);
          if (fields.size() > INODE
              && fields.get(STATE).equals(LISTENS)
              && fields.get(ADDRESS).endsWith(hex)
              && ADDRESSES.contains(
                  fields.get(ADDRESS).substring(0, fields.get(ADDRESS).length() - hex.length()))) {
            sockets.add("socket:[" + fields.get(INODE) + "]");
          }
        }
      }
    }
    return sockets;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    for (String field : line.split(" ")) {
      if (!field.isEmpty()) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static String hex4(int port) {
    String hex = Integer.toHexString(0x10000 | port).substring(1);
    StringBuilder upper = new StringBuilder();
    for (int i = 0; i < hex.length(); i++) {
      upper.append(Character.toUpperCase(hex.charAt(i)));
    }
    return upper.toString();
  }

  /** The sockets that a process and its descendants have open. */
  private Set<String> held(String first) throws IOException {
    Set<String> sockets = new HashSet<>();
    Set<String> seen = new HashSet<>(Set.of(first));
    Queue<String> processes = new ArrayDeque<>(seen);
    for (String pid = processes.poll(); pid != null; pid = processes.poll()) {
      List<String> links = List.of();
      try {
        links = links("/proc/" + pid + "/fd");
      } catch (IOException e) {
        if (pid.equals(first)) {
          throw e;
        }
        // a child that has ended
      }
      sockets.addAll(links);
      for (String child : proc.children(pid)) {
        if (seen.size() < MOST_PROCESSES && seen.add(child)) {
          processes.add(child);
        }
      }
    }
    return sockets;
  }

  /**
   * What the descriptors of a process are. Root may list them without CAP_SYS_PTRACE, and then each
   * link is refused ({@code fs/proc/fd.c}).
   */
  private List<String> links(String directory) throws IOException {
    List<String> names = host.namesOrThrow(directory, "");
    List<String> links = new ArrayList<>();
    for (String name : names.stream().limit(MOST_DESCRIPTORS).toList()) {
      host.linkText(directory + "/" + name).ifPresent(links::add);
    }
    if (links.isEmpty() && !names.isEmpty()) {
      throw new AccessDeniedException(directory);
    }
    return links;
  }
}
