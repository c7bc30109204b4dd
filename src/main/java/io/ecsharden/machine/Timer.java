package io.ecsharden.machine;

import java.time.Duration;

/** The passing of time. */
public interface Timer {

  /** A time that only grows; only differences have a meaning. */
  Duration now();

  /** Waits. */
  void sleep(Duration time);
}
