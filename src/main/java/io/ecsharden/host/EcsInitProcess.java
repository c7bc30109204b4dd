package io.ecsharden.host;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.host.files.HostRoot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ecs-init's process: found by the control group that systemd gives to {@code ecs.service}, and
 * read from {@code /proc} (proc(5)).
 */
final class EcsInitProcess {

  /** With unified control groups, and with the older ones. */
  private static final List<String> SLICES =
      List.of("/sys/fs/cgroup/system.slice", "/sys/fs/cgroup/systemd/system.slice");

  private static final String GROUP = "/ecs.service/cgroup.procs";

  /** As {@code /proc/PID/comm} has it: fifteen bytes at most. */
  private static final String NAME = "amazon-ecs-init";

  /** {@code USER_HZ}, which is 100 on every architecture that Linux tells its users about. */
  private static final long TICKS = 100;

  private static final int MOST_PROCESSES = 64;

  /** What was seen, and no more: somebody could have put the unit into another slice. */
  private static final Program NONE =
      new Program.Down("ecs.service has no process in system.slice");

  private final HostRoot host;

  EcsInitProcess(HostRoot host) {
    this.host = host;
  }

  Program inspect() {
    Optional<String> slice = SLICES.stream().filter(host::exists).findFirst();
    if (slice.isEmpty()) {
      return new Program.Unseen("ecs-init's control group is not to be seen here");
    }
    return switch (host.read(slice.get() + GROUP)) {
      case FileFact.Absent absent -> NONE;
      case FileFact.Unreadable file -> new Program.Unseen(file.path() + ": " + file.detail());
      case FileFact.Content content -> of(pids(content));
    };
  }

  private Program of(List<String> pids) {
    if (pids.isEmpty()) {
      return NONE;
    }
    if (pids.contains("0")) {
      return new Program.Unseen("ecs-init runs in a process namespace that is not to be seen here");
    }
    String main = pids.stream().filter(this::isEcsInit).findFirst().orElse(pids.getFirst());
    return switch (host.read("/proc/" + main + "/environ")) {
      case FileFact.Content environment ->
          started(main)
              .<Program>map(time -> new Program.Running(environment(environment), time))
              .orElseGet(() -> new Program.Unseen("when ecs-init was started is not to be seen"));
      case FileFact.Unreadable file -> new Program.Unseen(file.path() + ": " + file.detail());
      case FileFact.Absent absent ->
          new Program.Unseen("ecs-init's process " + main + " is not to be seen in /proc");
    };
  }

  private static List<String> pids(FileFact.Content file) {
    List<String> pids = new ArrayList<>();
    for (String line : text(file).split("\n")) {
      boolean number = !line.isEmpty() && line.chars().allMatch(c -> c >= '0' && c <= '9');
      if (number && pids.size() < MOST_PROCESSES) {
        pids.add(line);
      }
    }
    return pids;
  }

  private boolean isEcsInit(String pid) {
    return text(host.read("/proc/" + pid + "/comm")).strip().equals(NAME);
  }

  /** Name, {@code =}, value, NUL; the first one of a name counts for {@code getenv}. */
  private static Map<String, String> environment(FileFact.Content file) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : text(file).split("\0")) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.putIfAbsent(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return environment;
  }

  /** The boot's time, in seconds, and the process's own after that, in ticks. */
  private Optional<Instant> started(String pid) {
    Optional<Long> boot = number(line(text(host.read("/proc/stat")), "btime "), 0);
    String stat = text(host.read("/proc/" + pid + "/stat"));
    // The second field is the program's name in brackets; it can hold anything.
    Optional<Long> ticks = number(stat.substring(stat.lastIndexOf(')') + 1).strip(), 19);
    return boot.isEmpty() || ticks.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(boot.get()).plusMillis(ticks.get() * (1000 / TICKS)));
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
    String[] words = fields.strip().split(" ");
    try {
      return index < words.length ? Optional.of(Long.parseLong(words[index])) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String text(FileFact file) {
    return new String(file.bytesOrEmpty(), StandardCharsets.UTF_8);
  }
}
