package io.ecsharden.repair;

import io.ecsharden.control.Finding;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.Timer;
import io.ecsharden.plan.Restart;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a run ends: what its receipt says, and the way back when the agent does not come back. */
final class RunCompletion {

  /** After files were put back, the agent gets this long to be ready again. */
  private static final Duration SECOND_CHANCE = Duration.ofSeconds(30);

  private final Transaction transaction;
  private final ReceiptStore memory;
  private final Restarter restarter;
  private final Timer timer;
  private final Duration begin;

  RunCompletion(Transaction transaction, ReceiptStore memory, Restarter restarter, Timer timer) {
    this.transaction = transaction;
    this.memory = memory;
    this.restarter = restarter;
    this.timer = timer;
    this.begin = timer.now();
  }

  /**
   * The receipt of a run whose files stay.
   *
   * @param pending what is not taken although it was restarted
   */
  Receipt of(Receipt journal, Set<Restart> needs, RestartResult restarted, List<Finding> pending) {
    return switch (restarted) {
      case RestartResult.NotNeeded nothing -> ended(journal, RunOutcome.DONE, "");
      case RestartResult.AtNextStart(String reason) ->
          ended(journal, RunOutcome.DONE, "takes effect when the agent starts: " + reason);
      case RestartResult.Pending(String reason) ->
          ended(journal, RunOutcome.RESTART_PENDING, reason);
      case RestartResult.Healthy(Duration after) -> {
        Receipt noted = journal.withRestart(new Receipt.RestartRecord(unit(needs), ready(after)));
        yield pending.isEmpty()
            ? ended(noted, RunOutcome.DONE, "")
            : ended(
                noted,
                RunOutcome.RESTART_PENDING,
                "the agent was restarted, and still has other values: "
                    + pending.getFirst().message());
      }
      case RestartResult.Partly(Duration after, String reason) ->
          ended(
              journal.withRestart(new Receipt.RestartRecord(unit(needs), ready(after))),
              RunOutcome.RESTART_PENDING,
              reason);
      case RestartResult.Unproven(String reason) ->
          ended(
              journal.withRestart(new Receipt.RestartRecord(unit(needs), "not seen: " + reason)),
              pending.isEmpty() ? RunOutcome.DONE : RunOutcome.RESTART_PENDING,
              reason);
      case RestartResult.Unhealthy unhealthy ->
          throw new IllegalStateException("rolled back before");
    };
  }

  private static String unit(Set<Restart> needs) {
    return needs.contains(Restart.DOCKER) ? "docker.service" : AgentAwaiter.AGENT_UNIT;
  }

  /** A record that is complete. */
  Receipt ended(Receipt journal, RunOutcome outcome, String message) {
    return journal.ended(outcome, message, timer.now().minus(begin));
  }

  /**
   * Puts every file back, after the agent was restarted and did not come back. A run that has
   * written nothing itself puts back what earlier runs wrote that nobody has seen in force.
   *
   * @param started since when the agent had run before; what was written earlier it had taken
   */
  Receipt rollBack(Receipt run, Set<Restart> needs, String reason, Instant started)
      throws IOException {
    String failure = "the agent did not come back after the restart: " + reason;
    Receipt journal = run.files().isEmpty() ? run.withFiles(memory.unproven(started, needs)) : run;
    Receipt noted =
        journal.withRestart(
            new Receipt.RestartRecord(unit(needs), "not ready for work: " + reason));
    if (journal.files().isEmpty()) {
      Receipt end = ended(noted, RunOutcome.RESTART_PENDING, failure + "; no file was changed");
      memory.end(end);
      return end;
    }
    Receipt back = noted.ended(RunOutcome.ROLLING_BACK, failure, Duration.ZERO);
    try {
      memory.journal(back);
    } catch (IOException e) {
      // a full disk does not keep a broken agent from its old file; the journal there is will do
    }
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
    if (!stuck.isEmpty()) {
      throw notPutBack(needs, failure, stuck);
    }
    String left =
        others.isEmpty()
            ? ""
            : "; somebody else has changed " + String.join(", ", others) + ", which stays so";
    return secondChance(back, failure + left, restarter.again(needs, SECOND_CHANCE, false), needs);
  }

  /** Some files could be put back, perhaps; the journal stays, for the next run to go on with. */
  private MachineException notPutBack(Set<Restart> needs, String failure, List<String> stuck) {
    return new MachineException(
        MachineException.Kind.FAILED,
        failure
            + "; and not everything could be put back ("
            + String.join("; ", stuck)
            + "), which the next run goes on with; with what is there now the agent is "
            + words(restarter.again(needs, SECOND_CHANCE, false)));
  }

  /** What came of restarting the agent once more. */
  private static String words(RestartResult again) {
    return switch (again) {
      case RestartResult.Healthy(Duration after) -> ready(after);
      case RestartResult.Unhealthy(String still) -> "not ready for work either: " + still;
      case RestartResult.Partly(Duration after, String why) -> ready(after);
      case RestartResult.Pending(String why) -> "not seen again: " + why;
      case RestartResult.Unproven(String why) -> "not seen again: " + why;
      case RestartResult.AtNextStart(String why) -> "not running: " + why;
      case RestartResult.NotNeeded nothing -> "not restarted";
    };
  }

  /** Goes on with a roll-back that another run had begun. */
  Receipt resumed(Receipt journal, Set<Restart> needs) throws IOException {
    return secondChance(
        journal, journal.message(), restarter.again(needs, SECOND_CHANCE, true), needs);
  }

  /** The same where nothing may be restarted. */
  Receipt resumed(Receipt journal) throws IOException {
    return secondChance(journal, journal.message(), new RestartResult.NotNeeded(), Set.of());
  }

  /** After files were put back, and the agent was restarted with those that it had before. */
  private Receipt secondChance(
      Receipt journal, String reason, RestartResult again, Set<Restart> needs) throws IOException {
    String then = words(again);
    Receipt end =
        ended(
            journal.withRestart(new Receipt.RestartRecord(unit(needs), then)),
            RunOutcome.ROLLED_BACK,
            reason + "; what was written is put back, and with it the agent is " + then);
    memory.end(end);
    return end;
  }

  private static String ready(Duration after) {
    return ReceiptStore.READY + " after " + after.toSeconds() + " s";
  }
}
