package io.ecsharden.host;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.proc.ProcFiles;
import io.ecsharden.host.proc.SystemSlice;
import java.util.List;
import java.util.Optional;

/** ecs-init's process: the one in the control group of its unit. */
final class EcsInitProcess {

  /** As {@code /proc/PID/comm} has it: fifteen bytes at most. */
  private static final String NAME = "amazon-ecs-init";

  private final Optional<SystemSlice> slice;
  private final ProcFiles proc;
  private final String unit;

  /**
   * @param unit {@code ecs.service}, or {@code amazon-ecs.service} on SUSE
   */
  EcsInitProcess(HostRoot host, String unit) {
    this.unit = unit;
    this.slice = SystemSlice.of(host);
    this.proc = new ProcFiles(host);
  }

  Program inspect() {
    if (slice.isEmpty()) {
      return new Program.Unseen("ecs-init's control group is not visible here");
    }
    return switch (slice.get().processes(unit)) {
      case FileFact.Absent absent -> none();
      case FileFact.Unreadable file -> new Program.Unseen(file.path() + ": " + file.detail());
      case FileFact.Content content -> program(SystemSlice.pids(content));
    };
  }

  /** Names the slice, because an administrator can put the unit into another one. */
  private Program none() {
    return new Program.Down(unit + " has no process in system.slice");
  }

  private Program program(List<String> pids) {
    if (pids.isEmpty()) {
      return none();
    }
    if (pids.contains("0")) {
      return new Program.Unseen("ecs-init runs in a process namespace that is not visible here");
    }
    String main =
        pids.stream()
            .filter(pid -> proc.name(pid).equals(NAME))
            .findFirst()
            .orElse(pids.getFirst());
    return switch (proc.environment(main)) {
      case FileFact.Content environment ->
          proc.started(main)
              .<Program>map(time -> new Program.Running(ProcFiles.variables(environment), time))
              .orElseGet(() -> new Program.Unseen("the start time of ecs-init is not visible"));
      case FileFact.Unreadable file -> new Program.Unseen(file.path() + ": " + file.detail());
      case FileFact.Absent absent ->
          new Program.Unseen("ecs-init's process " + main + " is not visible in /proc");
    };
  }
}
