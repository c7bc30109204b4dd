package io.ecsharden.machine;

import java.time.Duration;

/** Time that passes. */
public interface Timer {

  /** A time that only grows, with no meaning but its differences. */
  Duration now();

  /** Waits. */
  void sleep(Duration time);
}
