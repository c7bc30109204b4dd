package io.ecsharden.app;

import io.ecsharden.cli.Arguments;
import io.ecsharden.cli.Console;
import io.ecsharden.cli.ExitCode;
import io.ecsharden.cli.Failure;
import io.ecsharden.cli.FixOptions;
import io.ecsharden.cli.Options;
import io.ecsharden.cli.Version;
import io.ecsharden.host.LiveRuntime;
import io.ecsharden.host.WallTimer;
import io.ecsharden.host.files.SafeFiles;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.ReceiptStore;
import io.ecsharden.repair.Repair;
import io.ecsharden.repair.RunOutcome;
import io.ecsharden.repair.Transaction;
import io.ecsharden.report.Style;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** From the command line to a run that changes something: the lock, the parts, the exit code. */
public final class Changes {

  private Changes() {}

  /** What is done under the lock. */
  public interface Work {
    Repair.Result with(Repair repair, ReceiptStore memory) throws Failure, IOException;
  }

  /**
   * Does something under the lock of an instance's state.
   *
   * @param instance as it was read before
   */
  public static Repair.Result locked(
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
      try (StateDirectory state = StateDirectory.lock(root, StateSection.REPAIRS, holder)) {
        ReceiptStore memory = new ReceiptStore(state);
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
  public static LiveRuntime runtime(Arguments arguments, Console console, Instance instance)
      throws Failure {
    String dockerHost = instance.settings().agent().get(AgentSettings.DOCKER_HOST).text();
    return new LiveRuntime(Options.rootOf(arguments), console.environment(), dockerHost);
  }

  /** What the machine said no to, as a line and a code. */
  public static Failure failure(IOException e) {
    MachineException.Kind kind =
        e instanceof MachineException trouble ? trouble.kind() : MachineException.Kind.FAILED;
    ExitCode code =
        switch (kind) {
          case LOCKED -> ExitCode.LOCKED;
          case PERMISSION -> ExitCode.NO_PERMISSION;
          case UNSAFE, CHANGED, FAILED -> ExitCode.ROLLED_BACK;
          case NOT_RESTORED -> ExitCode.NOT_RESTORED;
          case STATE -> ExitCode.STATE_UNREADABLE;
          case UNRECORDED -> ExitCode.REPORT_NOT_DELIVERED;
        };
    return new Failure(code, Style.safe(String.valueOf(e.getMessage())));
  }

  /** The code for what a run came to. */
  public static ExitCode code(RunOutcome outcome) {
    return switch (outcome) {
      case ROLLED_BACK -> ExitCode.ROLLED_BACK;
      case NOT_RESTORED -> ExitCode.NOT_RESTORED;
      case RESTART_PENDING -> ExitCode.RESTART_PENDING;
      case DONE, WRITING, WRITTEN, UNDOING, ROLLING_BACK -> ExitCode.COMPLIANT;
    };
  }

  /** The beginning of a run's record. */
  public static Receipt draft(
      Arguments arguments, Clock clock, String baseline, java.util.Optional<String> undoes) {
    return Receipt.begin(arguments.verb(), Version.TEXT, clock.instant(), baseline, undoes);
  }
}
