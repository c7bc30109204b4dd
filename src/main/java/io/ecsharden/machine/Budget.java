package io.ecsharden.machine;

import java.time.Duration;

/**
 * The time that a run may wait for services: Docker, systemd, the agent, the metadata service, the
 * resolver, Systems Manager. Each gets a part of what the others have left, so several that hang
 * take no longer than one. Time in which nobody is asked does not count. For one thread.
 */
public final class Budget {

  private Duration total;
  private Duration spent = Duration.ZERO;

  public Budget(Duration total) {
    this.total = total;
  }

  /** Changes the whole time, of which some may be spent already. */
  public void total(Duration time) {
    total = time;
  }

  /** The whole time. */
  public Duration total() {
    return total;
  }

  /** What is left. */
  public Duration left() {
    Duration left = total.minus(spent);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** A part, until it is closed. */
  public Share share(Duration most) {
    Duration left = left();
    Duration granted = most.compareTo(left) < 0 ? most : left;
    return new Share(granted.isNegative() ? Duration.ZERO : granted, most);
  }

  /** A part of the time; closing it gives back what is left. */
  public final class Share implements AutoCloseable {
    private final long begin = System.nanoTime();
    private final Deadline deadline;

    private Share(Duration granted, Duration asked) {
      // the message names the time that there would have been: the rest is spent
      this.deadline = new Deadline(asked, begin + granted.toNanos());
    }

    /** When it ends. */
    public Deadline deadline() {
      return deadline;
    }

    @Override
    public void close() {
      spent = spent.plusNanos(System.nanoTime() - begin);
    }
  }
}
