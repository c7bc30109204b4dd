package io.ecsharden.machine;

import java.time.Duration;

/**
 * When everything has to be over. Immutable, and deaf to clocks that are set meanwhile.
 *
 * @param time how long everything may take together
 */
public record Deadline(Duration time, long end) {

  private static final Duration LEAST = Duration.ofMillis(1);

  /** So long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(time, System.nanoTime() + time.toNanos());
  }

  /** What is left, and never nothing: who takes a time takes no zero. */
  public Duration left() {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  /** Whether it is over. */
  public boolean isOver() {
    return end - System.nanoTime() <= 0;
  }

  /** As people read it. */
  public String text() {
    return time.toSeconds() + " s";
  }
}
