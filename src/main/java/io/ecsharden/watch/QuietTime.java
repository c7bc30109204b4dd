package io.ecsharden.watch;

import io.ecsharden.app.WatchedFiles;
import java.time.Duration;

/**
 * Waits until nobody writes any more: a burst of changes is one look, and a file that is half
 * written is nothing to judge.
 */
final class QuietTime {

  static final Duration QUIET = Duration.ofMillis(200);

  private final Wakeup wakeup;
  private final Duration quiet;

  QuietTime(Wakeup wakeup, Duration quiet) {
    this.wakeup = wakeup;
    this.quiet = quiet;
  }

  /** How the wait ended. */
  enum End {
    /** Nothing changed for a while. */
    QUIET,
    /** The limit is reached, and somebody still writes. */
    BUSY,
    /** The daemon has to end. */
    STOPPED
  }

  /**
   * Waits.
   *
   * @param limit about how long, at most
   */
  End await(WatchedFiles files, Duration limit) {
    long begin = System.nanoTime();
    WatchedFiles.Moment before = files.now();
    while (true) {
      if (!wakeup.pause(quiet)) {
        return End.STOPPED;
      }
      WatchedFiles.Moment now = files.now();
      if (now.isSame(before)) {
        return End.QUIET;
      }
      before = now;
      if (System.nanoTime() - begin >= limit.toNanos()) {
        return End.BUSY;
      }
    }
  }
}
