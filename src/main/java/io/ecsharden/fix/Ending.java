package io.ecsharden.fix;

import io.ecsharden.control.Finding;
import io.ecsharden.machine.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a run ends: what its receipt says, and the way back when the agent does not come back. */
final class Ending {

  /** After files were put back, the agent gets this long to be ready again. */
  private static final Duration SECOND_CHANCE = Duration.ofSeconds(30);

  private final Transaction transaction;
  private final Memory memory;
  private final Restarter restarter;
  private final Timer timer;
  private final Duration begin;

  Ending(Transaction transaction, Memory memory, Restarter restarter, Timer timer) {
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
  Receipt of(Receipt journal, Set<Restart> needs, Restarted restarted, List<Finding> pending) {
    return switch (restarted) {
      case Restarted.NotNeeded nothing -> ended(journal, Outcome.DONE, "");
      case Restarted.AtNextStart(String reason) ->
          ended(journal, Outcome.DONE, "takes effect when the agent starts: " + reason);
      case Restarted.Pending(String reason) -> ended(journal, Outcome.RESTART_PENDING, reason);
      case Restarted.Healthy(Duration after) -> {
        Receipt noted =
            journal.withRestart(
                new Receipt.RestartRecord(
                    unit(needs), "ready for work after " + after.toSeconds() + " s"));
        yield pending.isEmpty()
            ? ended(noted, Outcome.DONE, "")
            : ended(
                noted,
                Outcome.RESTART_PENDING,
                "the agent was restarted, and still has other values: "
                    + pending.getFirst().message());
      }
      case Restarted.Partly(Duration after, String reason) ->
          ended(
              journal.withRestart(
                  new Receipt.RestartRecord(
                      unit(needs), "ready for work after " + after.toSeconds() + " s")),
              Outcome.RESTART_PENDING,
              reason);
      case Restarted.Unproven(String reason) ->
          ended(
              journal.withRestart(new Receipt.RestartRecord(unit(needs), "not seen: " + reason)),
              pending.isEmpty() ? Outcome.DONE : Outcome.RESTART_PENDING,
              reason);
      case Restarted.Unhealthy unhealthy -> throw new IllegalStateException("rolled back before");
    };
  }

  private static String unit(Set<Restart> needs) {
    return needs.contains(Restart.DOCKER) ? "docker.service" : Readiness.AGENT_UNIT;
  }

  /** A record that is complete. */
  Receipt ended(Receipt journal, Outcome outcome, String message) {
    return journal.ended(outcome, message, timer.now().minus(begin));
  }

  /** Puts every file back, after the agent was restarted and did not come back. */
  Receipt rollBack(Receipt journal, Set<Restart> needs, String reason) throws IOException {
    String failure = "the agent did not come back after the restart: " + reason;
    Receipt noted =
        journal.withRestart(
            new Receipt.RestartRecord(unit(needs), "not ready for work: " + reason));
    if (journal.files().isEmpty()) {
      Receipt end = ended(noted, Outcome.RESTART_PENDING, failure + "; no file was changed");
      memory.end(end);
      return end;
    }
    Receipt back = noted.ended(Outcome.ROLLING_BACK, failure, Duration.ZERO);
    try {
      memory.journal(back);
    } catch (IOException e) {
      // a full disk does not keep a broken agent from its old file; the journal there is will do
    }
    List<String> others = new ArrayList<>();
    for (FileRecord file : journal.files()) {
      if (!transaction.putBack(file, journal.id())) {
        others.add(file.path());
      }
    }
    String left =
        others.isEmpty()
            ? ""
            : "; somebody else has changed " + String.join(", ", others) + ", which stays so";
    return secondChance(back, needs, failure + left);
  }

  /** Restarts the agent with the files that it had before. */
  Receipt secondChance(Receipt journal, Set<Restart> needs, String reason) throws IOException {
    Restarted again = restarter.again(needs, SECOND_CHANCE);
    String then =
        switch (again) {
          case Restarted.Healthy(Duration after) ->
              "ready for work after " + after.toSeconds() + " s";
          case Restarted.Unhealthy(String still) -> "not ready for work either: " + still;
          case Restarted.Partly(Duration after, String why) ->
              "ready for work after " + after.toSeconds() + " s";
          case Restarted.Pending(String why) -> "not seen again: " + why;
          case Restarted.Unproven(String why) -> "not seen again: " + why;
          case Restarted.AtNextStart(String why) -> "not running: " + why;
          case Restarted.NotNeeded nothing -> "not restarted";
        };
    Receipt end =
        ended(
            journal.withRestart(new Receipt.RestartRecord(unit(needs), then)),
            Outcome.ROLLED_BACK,
            reason + "; what was written is put back, and with it the agent is " + then);
    memory.end(end);
    return end;
  }
}
