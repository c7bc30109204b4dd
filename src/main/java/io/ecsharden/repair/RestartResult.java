package io.ecsharden.repair;

import java.time.Duration;

/** What came of making changes take effect. */
sealed interface RestartResult {

  /** Nothing had to be restarted. */
  record NotNeeded() implements RestartResult {}

  /**
   * Nothing runs that would have to be restarted.
   *
   * @param reason what was seen, without a period at the end
   */
  record AtNextStart(String reason) implements RestartResult {}

  /**
   * Something still runs with what was there before.
   *
   * @param reason why, and what to do, without a period at the end
   */
  record Pending(String reason) implements RestartResult {}

  /** The agent was restarted and is ready. */
  record Healthy(Duration after) implements RestartResult {}

  /**
   * The agent was restarted and is ready, and Docker still runs with what was there before.
   *
   * @param pending why, and what to do, without a period at the end
   */
  record Partly(Duration after, String pending) implements RestartResult {}

  /**
   * The agent was restarted, and whether it is ready cannot be seen from here.
   *
   * @param reason why, without a period at the end
   */
  record Unproven(String reason) implements RestartResult {}

  /**
   * The agent was restarted and runs, and ECS has not registered it yet: no change of a file is the
   * cause.
   *
   * @param reason what was seen last, without a period at the end
   */
  record Unregistered(String reason) implements RestartResult {}

  /**
   * The agent was restarted, and did not come back.
   *
   * @param reason what was seen last, without a period at the end
   */
  record Unhealthy(String reason) implements RestartResult {}
}
