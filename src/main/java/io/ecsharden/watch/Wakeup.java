package io.ecsharden.watch;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What the daemon's main thread waits for. Several posts of one call before it looks are one. */
final class Wakeup {

  /** Why it wakes. */
  enum Call {
    /** Something happened in a directory that is watched. */
    FILES,
    /** Somebody asks it to read everything again (SIGHUP). */
    READ_AGAIN,
    /** It has to end (SIGTERM, SIGINT). This call stays. */
    STOP
  }

  private final Object lock = new Object();
  private final Set<Call> posted = EnumSet.noneOf(Call.class);

  /** Wakes it. For any thread. */
  void post(Call call) {
    synchronized (lock) {
      posted.add(call);
      lock.notifyAll();
    }
  }

  /**
   * Waits for a call.
   *
   * @return the calls; none when the time is over
   */
  Set<Call> await(Duration time) {
    synchronized (lock) {
      waitFor(time, EnumSet.allOf(Call.class));
      Set<Call> calls = EnumSet.copyOf(posted);
      posted.retainAll(EnumSet.of(Call.STOP));
      return calls;
    }
  }

  /** Waits for the whole time, unless it has to end: false then. */
  boolean pause(Duration time) {
    synchronized (lock) {
      waitFor(time, EnumSet.of(Call.STOP));
      return !posted.contains(Call.STOP);
    }
  }

  /** Whether it has to end. */
  boolean isStopped() {
    synchronized (lock) {
      return posted.contains(Call.STOP);
    }
  }

  private void waitFor(Duration time, Set<Call> calls) {
    long end = System.nanoTime() + time.toNanos();
    long left = end - System.nanoTime();
    while (posted.stream().noneMatch(calls::contains) && left > 0) {
      try {
        // 0 would be for ever
        lock.wait(left / 1_000_000 + 1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        posted.add(Call.STOP);
      }
      left = end - System.nanoTime();
    }
  }
}
