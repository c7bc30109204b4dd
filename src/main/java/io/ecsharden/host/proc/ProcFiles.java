package io.ecsharden.host.proc;

import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code /proc} says of a process (proc(5)). */
public final class ProcFiles {

  /** {@code USER_HZ}: 100 on every architecture that Docker runs on. */
  private static final long TICKS = 100;

  /** The place of {@code starttime} behind the program's name in {@code /proc/PID/stat}. */
  private static final int START_TIME = 19;

  private final HostRoot root;

  public ProcFiles(HostRoot root) {
    this.root = root;
  }

  /** The program's name: its first fifteen bytes; empty where it cannot be read. */
  public String name(String pid) {
    return text("/proc/" + pid + "/comm").strip();
  }

  /** The names of the interfaces in a process's network, in the kernel's order; or nothing. */
  public String interfaces(String pid) {
    StringBuilder names = new StringBuilder();
    for (String line : text("/proc/" + pid + "/net/dev").split("\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        names.append(line, 0, colon).append('\n');
      }
    }
    return names.toString();
  }

  /** The environment that the process was started with, for {@link #variables}. */
  public FileFact environment(String pid) {
    return root.readKernel("/proc/" + pid + "/environ");
  }

  /** Name, {@code =}, value, NUL. The first of several with one name counts, as for getenv(3). */
  public static Map<String, String> variables(FileFact.Content environment) {
    Map<String, String> variables = new HashMap<>();
    for (String variable : new String(environment.bytes(), StandardCharsets.UTF_8).split("\0")) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        variables.putIfAbsent(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return variables;
  }

  /** When the process was started: seconds of the boot, and ticks since then. */
  public Optional<Instant> started(String pid) {
    Optional<Long> boot = boot();
    Optional<Long> ticks = startTicks(pid);
    return boot.isEmpty() || ticks.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(boot.get()).plusMillis(ticks.get() * (1000 / TICKS)));
  }

  /** What the clock of the instance shows, to the second: the boot, and the seconds since then. */
  public Optional<Instant> now() {
    String uptime = text("/proc/uptime");
    int point = Math.max(0, uptime.indexOf('.'));
    Optional<Long> seconds = number(uptime.substring(0, point), 0);
    return boot().flatMap(boot -> seconds.map(since -> Instant.ofEpochSecond(boot + since)));
  }

  /**
   * Whether the kernel lists children ({@code CONFIG_PROC_CHILDREN}), and this process may look.
   */
  public boolean listsChildren(String pid) {
    return root.readKernel("/proc/" + pid + "/task/" + pid + "/children")
        instanceof FileFact.Content;
  }

  /** The processes that a process has started and that run; none where the kernel lists none. */
  public List<String> children(String pid) {
    List<String> children = new ArrayList<>();
    for (String thread : root.names("/proc/" + pid + "/task", "")) {
      for (String child : text("/proc/" + pid + "/task/" + thread + "/children").split(" ")) {
        if (!child.isBlank()) {
          children.add(child.strip());
        }
      }
    }
    return children;
  }

  private Optional<Long> boot() {
    return number(line(text("/proc/stat"), "btime "), 0);
  }

  /** When the process was started, in ticks since the boot. */
  private Optional<Long> startTicks(String pid) {
    String stat = text("/proc/" + pid + "/stat");
    // the second field is the program's name in brackets, and can hold spaces and brackets
    return number(stat.substring(stat.lastIndexOf(')') + 1), START_TIME);
  }

  /**
   * Whether one of these control groups has a path with this text.
   *
   * @param groups what {@code /proc/PID/cgroup} holds
   */
  public static boolean isInGroup(byte[] groups, String part) {
    return new String(groups, StandardCharsets.ISO_8859_1).contains(part);
  }

  /** Whether the process is in a control group whose path has this text. */
  public boolean isInGroup(String pid, String part) {
    return text("/proc/" + pid + "/cgroup").contains(part);
  }

  /**
   * The processes that have a file open: {@code puppet (process 812)}, with commas; those of other
   * users only where this process may look.
   *
   * @param paths the file's names, without links
   */
  public String holders(Set<String> paths) {
    StringBuilder found = new StringBuilder();
    for (String pid : root.names("/proc", "")) {
      boolean process = pid.chars().allMatch(c -> c >= '0' && c <= '9');
      if (process && isOpen(pid, paths)) {
        found.append(found.isEmpty() ? "" : ", ").append(name(pid));
        found.append(" (process ").append(pid).append(')');
      }
    }
    return found.toString();
  }

  private boolean isOpen(String pid, Set<String> paths) {
    String descriptors = "/proc/" + pid + "/fd/";
    return root.names(descriptors, "").stream()
        .anyMatch(name -> paths.stream().anyMatch(path -> root.isLinkTo(descriptors + name, path)));
  }

  private static String line(String text, String start) {
    for (String line : text.split("\n")) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
    }
    return "";
  }

  private static Optional<Long> number(String fields, int index) {
    int start = skipSpaces(fields, 0);
    for (int i = 0; i < index; i++) {
      start = skipSpaces(fields, wordEnd(fields, start));
    }
    try {
      return Optional.of(Long.parseLong(fields, start, wordEnd(fields, start), 10));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int skipSpaces(String text, int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  private static int wordEnd(String text, int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) > ' ') {
      i++;
    }
    return i;
  }

  private String text(String path) {
    return new String(root.readKernel(path).bytesOrEmpty(), StandardCharsets.UTF_8);
  }
}
