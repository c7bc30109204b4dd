package io.ecsharden.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often the agent may be restarted. Times are those of a clock that only grows. For one thread.
 */
final class RestartBudget {

  private static final Duration HOUR = Duration.ofHours(1);

  private final int perHour;
  private final Duration pause;
  private final Deque<Duration> restarts = new ArrayDeque<>();

  /**
   * @param perHour restarts in an hour, at most
   * @param pause the least time between two
   */
  RestartBudget(int perHour, Duration pause) {
    this.perHour = perHour;
    this.pause = pause;
  }

  /** Counts a restart; one of an earlier process has a time before now. */
  void restarted(Duration at) {
    restarts.addLast(at);
  }

  /** How long until the agent may be restarted; zero when it may be now. */
  Duration untilAllowed(Duration now) {
    while (!restarts.isEmpty() && now.minus(restarts.getFirst()).compareTo(HOUR) >= 0) {
      restarts.removeFirst();
    }
    Duration wait = Duration.ZERO;
    if (!restarts.isEmpty()) {
      wait = max(wait, restarts.getLast().plus(pause).minus(now));
    }
    int over = restarts.size() - perHour;
    if (over >= 0) {
      // when so many have left the hour that there is room for one
      Duration freed = restarts.stream().skip(over).findFirst().orElse(now.minus(HOUR));
      wait = max(wait, perHour == 0 ? HOUR : freed.plus(HOUR).minus(now));
    }
    return wait;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
