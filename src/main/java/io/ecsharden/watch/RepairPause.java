package io.ecsharden.watch;

import java.time.Duration;

/**
 * No repairs for a while after one that was rolled back: each try costs a restart of the agent.
 * Times are those of a clock that only grows. For one thread.
 */
final class RepairPause {

  private static final Duration FIRST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(1);

  private Duration next = FIRST;
  private Duration until = Duration.ZERO;
  private boolean begun;

  /** Begins one, each time twice as long; how long it is. */
  Duration begin(Duration now) {
    Duration time = next;
    begun = true;
    until = now.plus(time);
    next = time.multipliedBy(2).compareTo(LONGEST) < 0 ? time.multipliedBy(2) : LONGEST;
    return time;
  }

  /** Whether nothing is repaired now. */
  boolean holds(Duration now) {
    return begun && now.compareTo(until) < 0;
  }

  /** A repair worked, or the desired state is another one. */
  void clear() {
    begun = false;
    next = FIRST;
  }
}
