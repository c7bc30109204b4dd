package io.ecsharden.machine;

import java.time.Duration;

/**
 * The end of a time for several steps together. A clock that is set meanwhile does not move it.
 *
 * @param time how long the steps may take together
 * @param end by {@link System#nanoTime}
 */
public record Deadline(Duration time, long end) {

  private static final Duration LEAST = Duration.ofMillis(1);

  /** The deadline that is so long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(time, System.nanoTime() + time.toNanos());
  }

  /** The time that is left, and at least a millisecond: most timeouts must not be zero. */
  public Duration left() {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  /** Whether it is over. */
  public boolean isOver() {
    return end - System.nanoTime() <= 0;
  }

  /** The time for messages: {@code 10 s}. */
  public String text() {
    return time.toSeconds() + " s";
  }
}
