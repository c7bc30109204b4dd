package io.ecsharden.repair;

import io.ecsharden.control.Finding;
import io.ecsharden.machine.Timer;
import io.ecsharden.plan.Restart;
import io.ecsharden.repair.Receipt.RestartRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The receipt of a run that keeps what it wrote. */
final class RunCompletion {

  private final Timer timer;
  private final Duration begin;

  /**
   * @param timer tells how long the run takes, from now on
   */
  RunCompletion(Timer timer) {
    this.timer = timer;
    this.begin = timer.now();
  }

  /**
   * The receipt after a restart.
   *
   * @param done what was restarted
   * @param pending findings on settings that are still not effective
   */
  Receipt of(Receipt journal, Set<Restart> done, RestartResult restarted, List<Finding> pending) {
    return switch (restarted) {
      case RestartResult.NotNeeded nothing -> ended(journal, RunOutcome.DONE, "");
      case RestartResult.AtNextStart(String reason) ->
          ended(journal, RunOutcome.DONE, "takes effect when the agent starts: " + reason);
      case RestartResult.Pending(String reason) ->
          ended(journal, RunOutcome.RESTART_PENDING, reason);
      case RestartResult.Healthy(Duration after) -> {
        Receipt noted = journal.withRestart(ready(done, after));
        yield pending.isEmpty()
            ? ended(noted, RunOutcome.DONE, "")
            : ended(
                noted,
                RunOutcome.RESTART_PENDING,
                "the agent was restarted, and still has other values: "
                    + pending.getFirst().message());
      }
      case RestartResult.Partly(Duration after, String reason) ->
          ended(journal.withRestart(ready(done, after)), RunOutcome.RESTART_PENDING, reason);
      case RestartResult.Unproven(String reason) ->
          ended(
              journal.withRestart(
                  new RestartRecord(unit(done), RestartCode.NOT_SEEN, "not seen: " + reason)),
              pending.isEmpty() ? RunOutcome.DONE : RunOutcome.RESTART_PENDING,
              reason);
      case RestartResult.Unregistered(String reason) ->
          ended(
              journal.withRestart(
                  new RestartRecord(unit(done), RestartCode.NOT_READY, "not ready: " + reason)),
              RunOutcome.RESTART_PENDING,
              reason);
      case RestartResult.Unhealthy unhealthy ->
          throw new IllegalStateException("an unhealthy agent is rolled back");
    };
  }

  /** A record that is complete. */
  Receipt ended(Receipt journal, RunOutcome outcome, String message) {
    return journal.ended(outcome, message, timer.now().minus(begin));
  }

  private static RestartRecord ready(Set<Restart> done, Duration after) {
    return new RestartRecord(unit(done), RestartCode.READY, readyAfter(after));
  }

  static String readyAfter(Duration after) {
    return "ready after " + after.toSeconds() + " s";
  }

  /** The unit whose restart made what was restarted effective. */
  static String unit(Set<Restart> done) {
    return done.contains(Restart.DOCKER) ? AgentAwaiter.DOCKER_UNIT : AgentAwaiter.AGENT_UNIT;
  }
}
