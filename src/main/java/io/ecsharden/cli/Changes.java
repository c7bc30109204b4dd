package io.ecsharden.cli;

import io.ecsharden.fix.Memory;
import io.ecsharden.fix.Outcome;
import io.ecsharden.fix.Receipt;
import io.ecsharden.fix.Repair;
import io.ecsharden.fix.Transaction;
import io.ecsharden.host.LiveRuntime;
import io.ecsharden.host.WallTimer;
import io.ecsharden.host.files.SafeFiles;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StatePart;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.Trouble;
import io.ecsharden.report.Style;
import io.ecsharden.settings.AgentSettings;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** From the command line to a run that changes something: the lock, the parts, the exit code. */
final class Changes {

  private Changes() {}

  /** What is done under the lock. */
  interface Work {
    Repair.Result with(Repair repair, Memory memory) throws Failure, IOException;
  }

  /**
   * Does something under the lock of an instance's state.
   *
   * @param instance as it was read before
   */
  static Repair.Result locked(
      Arguments arguments, Console console, Clock clock, Instance instance, Work work)
      throws Failure {
    try {
      Path root = Options.rootOf(arguments);
      String holder =
          "ecs-harden "
              + arguments.verb()
              + ", process "
              + Kernel.process()
              + ", since "
              + clock.instant();
      try (StateDirectory state = StateDirectory.lock(root, StatePart.REPAIRS, holder)) {
        Memory memory = new Memory(state);
        Repair repair =
            new Repair(
                new Transaction(new SafeFiles(root), memory),
                memory,
                runtime(arguments, console, instance),
                new WallTimer(),
                FixOptions.waitOf(arguments),
                console::progress);
        return work.with(repair, memory);
      } finally {
        console.endProgress();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The instance as it runs. */
  static LiveRuntime runtime(Arguments arguments, Console console, Instance instance)
      throws Failure {
    String dockerHost = instance.settings().agent().get(AgentSettings.DOCKER_HOST).text();
    return new LiveRuntime(Options.rootOf(arguments), console.environment(), dockerHost);
  }

  /** What the machine said no to, as a line and a code. */
  static Failure failure(IOException e) {
    Trouble.Kind kind = e instanceof Trouble trouble ? trouble.kind() : Trouble.Kind.FAILED;
    ExitCode code =
        switch (kind) {
          case LOCKED -> ExitCode.LOCKED;
          case PERMISSION -> ExitCode.NO_PERMISSION;
          case UNSAFE, CHANGED, FAILED -> ExitCode.ROLLED_BACK;
          case UNRECORDED -> ExitCode.REPORT_NOT_DELIVERED;
        };
    return new Failure(code, Style.safe(String.valueOf(e.getMessage())));
  }

  /** The code for what a run came to. */
  static ExitCode code(Outcome outcome) {
    return switch (outcome) {
      case ROLLED_BACK -> ExitCode.ROLLED_BACK;
      case RESTART_PENDING -> ExitCode.RESTART_PENDING;
      case DONE, WRITING, WRITTEN, UNDOING, ROLLING_BACK -> ExitCode.COMPLIANT;
    };
  }

  /** The beginning of a run's record. */
  static Receipt draft(
      Arguments arguments, Clock clock, String baseline, java.util.Optional<String> undoes) {
    return Receipt.begin(arguments.verb(), Version.TEXT, clock.instant(), baseline, undoes);
  }
}
