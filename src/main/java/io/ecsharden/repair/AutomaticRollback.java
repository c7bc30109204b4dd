package io.ecsharden.repair;

import io.ecsharden.machine.MachineException;
import io.ecsharden.plan.Restart;
import io.ecsharden.repair.Receipt.RestartRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts files back after the agent was restarted and did not come back, and restarts it with them.
 * Its receipts say {@link RunOutcome#ROLLED_BACK} only where every file is as before and the agent
 * was seen ready with it.
 */
final class AutomaticRollback {

  /** After files were put back, the agent gets this long to be ready again. */
  private static final Duration SECOND_CHANCE = Duration.ofSeconds(30);

  private static final String START = "run `systemctl restart ecs`";
  private static final String LOOK =
      "see `systemctl status ecs docker` and `journalctl -u ecs -u docker`";

  private final Transaction transaction;
  private final ReceiptStore receipts;
  private final Restarter restarter;
  private final RunCompletion completion;

  AutomaticRollback(
      Transaction transaction,
      ReceiptStore receipts,
      Restarter restarter,
      RunCompletion completion) {
    this.transaction = transaction;
    this.receipts = receipts;
    this.restarter = restarter;
    this.completion = completion;
  }

  /** The files after the way back. */
  private record Files(List<String> changedByOthers, List<String> stuck) {}

  /**
   * Puts every file of a run back. A run that has written nothing itself puts back what earlier
   * runs wrote that nobody has seen in force.
   *
   * @param done what the run had restarted
   * @param reason why the agent is not ready
   * @param started since when the agent had run before; what was written earlier was effective
   * @throws MachineException {@code NOT_RESTORED} when a file cannot be put back; the journal stays
   */
  Receipt run(Receipt run, Set<Restart> done, String reason, Instant started) throws IOException {
    String failure = "the agent did not come back after the restart: " + reason;
    Receipt journal =
        run.files().isEmpty() ? run.withFiles(UnprovenFiles.in(receipts, started, done)) : run;
    Receipt noted =
        journal.withRestart(
            new RestartRecord(
                RunCompletion.unit(done), RestartCode.NOT_READY, "not ready: " + reason));
    if (journal.files().isEmpty()) {
      String message = failure + "; no file was changed, so none can be put back: " + LOOK;
      return recorded(completion.ended(noted, RunOutcome.NOT_RESTORED, message));
    }
    Receipt back = noted.ended(RunOutcome.ROLLING_BACK, failure, Duration.ZERO);
    try {
      receipts.journal(back);
    } catch (IOException e) {
      // a full disk does not keep a broken agent from its old file; the journal there is will do
    }
    Files files = putBack(journal);
    RestartResult again = restarter.again(done, SECOND_CHANCE, false);
    if (!files.stuck().isEmpty()) {
      throw new MachineException(
          MachineException.Kind.NOT_RESTORED,
          failure
              + "; not everything could be put back ("
              + String.join("; ", files.stuck())
              + "): free the disk or the file and run it again, which goes on with that; the agent"
              + " is "
              + words(again));
    }
    return ended(back, failure, files.changedByOthers(), again, done);
  }

  /** Goes on with a roll-back that another run had begun. */
  Receipt resumed(Receipt journal, Set<Restart> needs, List<String> changedByOthers)
      throws IOException {
    RestartResult again = restarter.again(needs, SECOND_CHANCE, true);
    return ended(journal, journal.message(), changedByOthers, again, needs);
  }

  /** The same where nothing may be restarted. */
  Receipt resumedWithoutRestart(Receipt journal, List<String> changedByOthers) throws IOException {
    return ended(
        journal, journal.message(), changedByOthers, new RestartResult.NotNeeded(), Set.of());
  }

  private Files putBack(Receipt journal) {
    List<String> others = new ArrayList<>();
    List<String> stuck = new ArrayList<>();
    for (FileRecord file : journal.files()) {
      try {
        if (!transaction.putBack(file, journal.id())) {
          others.add(file.path());
        }
      } catch (IOException e) {
        stuck.add(String.valueOf(e.getMessage()));
      }
    }
    return new Files(others, stuck);
  }

  private Receipt ended(
      Receipt journal,
      String failure,
      List<String> changedByOthers,
      RestartResult again,
      Set<Restart> done)
      throws IOException {
    String words = words(again);
    RestartCode code = code(again);
    boolean restored = changedByOthers.isEmpty() && code == RestartCode.READY;
    String left =
        changedByOthers.isEmpty()
            ? ""
            : " except "
                + String.join(", ", changedByOthers)
                + ", which somebody else has changed: check it";
    Receipt end = journal.withRestart(new RestartRecord(RunCompletion.unit(done), code, words));
    return recorded(
        completion.ended(
            end,
            restored ? RunOutcome.ROLLED_BACK : RunOutcome.NOT_RESTORED,
            failure
                + "; the files are put back"
                + left
                + "; with them the agent is "
                + words
                + advice(code)));
  }

  private Receipt recorded(Receipt end) throws IOException {
    try {
      receipts.end(end);
      return end;
    } catch (MachineException e) {
      if (e.kind() == MachineException.Kind.UNRECORDED
          && end.outcome() == RunOutcome.NOT_RESTORED) {
        throw new MachineException(
            MachineException.Kind.NOT_RESTORED, end.message() + "; " + e.getMessage());
      }
      throw e;
    }
  }

  private static RestartCode code(RestartResult again) {
    return switch (again) {
      case RestartResult.Healthy healthy -> RestartCode.READY;
      case RestartResult.Partly partly -> RestartCode.READY;
      case RestartResult.Unhealthy unhealthy -> RestartCode.NOT_READY;
      case RestartResult.Pending pending -> RestartCode.NOT_SEEN;
      case RestartResult.Unproven unproven -> RestartCode.NOT_SEEN;
      case RestartResult.Unregistered unregistered -> RestartCode.NOT_READY;
      case RestartResult.AtNextStart stopped -> RestartCode.STOPPED;
      case RestartResult.NotNeeded nothing -> RestartCode.NOT_RESTARTED;
    };
  }

  /** To be read after "the agent is". */
  private static String words(RestartResult again) {
    return switch (again) {
      case RestartResult.Healthy(Duration after) -> RunCompletion.readyAfter(after);
      case RestartResult.Partly(Duration after, String why) -> RunCompletion.readyAfter(after);
      case RestartResult.Unhealthy(String still) -> "still not ready: " + still;
      case RestartResult.Pending(String why) -> "not seen ready yet: " + why;
      case RestartResult.Unproven(String why) -> "not seen ready yet: " + why;
      case RestartResult.Unregistered(String why) -> "still not ready: " + why;
      case RestartResult.AtNextStart(String why) -> "not running: " + why;
      case RestartResult.NotNeeded nothing -> "not restarted";
    };
  }

  private static String advice(RestartCode code) {
    return switch (code) {
      case READY -> "";
      case NOT_READY, NOT_SEEN -> "; " + LOOK;
      case STOPPED, NOT_RESTARTED -> "; " + START;
    };
  }
}
