package io.ecsharden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Tells linear time from quadratic. Nobody knows how slow the machine of a test is, and what is
 * held against the time of something large is that of a quarter of it: four times as much is right,
 * and sixteen times quadratic. The machine may be busy: the processor's time counts, and the best
 * of some attempts.
 */
public final class LinearTime {

  /** How many times a quarter's time the whole may take, and how much more than that. */
  private static final int MOST_TIMES = 8;

  private static final long SLACK_NANOS = 20_000_000;
  private static final int FEW = 5;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private LinearTime() {}

  /**
   * Fails where the whole takes much more than four times as long as its quarter.
   *
   * @param most how long the whole may take anyhow, for what is slow without being quadratic
   * @param attempts how often the whole is tried at most
   */
  public static void check(String name, Runnable quarter, Runnable whole, long most, int attempts) {
    long allowed =
        Math.min(most, MOST_TIMES * best(quarter, Math.min(FEW, attempts), 0) + SLACK_NANOS);
    long best = best(whole, attempts, allowed);
    assertTrue(
        best < allowed,
        () ->
            name.strip()
                + " takes %.1f ms, and may take %.1f ms".formatted(best / 1e6, allowed / 1e6));
  }

  /**
   * @param enough a time that is good enough not to try again
   */
  private static long best(Runnable work, int attempts, long enough) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < attempts && best >= enough; i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      work.run();
      best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
    }
    return best;
  }
}
