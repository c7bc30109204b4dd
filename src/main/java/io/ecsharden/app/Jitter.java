package io.ecsharden.app;

import io.ecsharden.machine.Timer;
import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * The one random wait of a run, before it looks at the instance and before its first call to
 * Systems Manager. An audit from before a long wait would arrive after a later one.
 */
final class Jitter {

  private final long mostMillis;
  private final Timer timer;
  private final LongUnaryOperator random;
  private Duration waited = Duration.ZERO;
  private boolean over;

  /**
   * @param most the wait is shorter than this; zero means that there is none
   * @param random a number from 0 up to, and without, the one it gets
   */
  Jitter(Duration most, Timer timer, LongUnaryOperator random) {
    this.mostMillis = most.toMillis();
    this.timer = timer;
    this.random = random;
  }

  /** Waits; the second time, not any more. */
  void pause() {
    if (over || mostMillis == 0) {
      return;
    }
    over = true;
    Duration begin = timer.now();
    timer.sleep(Duration.ofMillis(random.applyAsLong(mostMillis)));
    waited = timer.now().minus(begin);
  }

  /** How long the wait was. */
  Duration waited() {
    return waited;
  }
}
