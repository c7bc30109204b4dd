package io.ecsharden.host;

import io.ecsharden.machine.Timer;
import java.time.Duration;

/** The machine's time. */
public final class WallTimer implements Timer {

  @Override
  public Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }

  @Override
  public void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
