package io.ecsharden.machine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A limit for work that can hang in a system call without a timeout, such as a TLS handshake.
 *
 * <p>Java cannot end such a thread. So the work runs in a daemon thread of its own, and a thread
 * that is late is left to itself: it ends when its system call returns. There are never more than
 * {@link #MOST_LATE} of them, whatever hangs and for how long: then no other work begins until one
 * has ended. The work must not touch anything that the caller uses after the limit.
 */
public final class TimeLimit {

  /** Threads that may be late at once. One that hangs for good costs its stack and a socket. */
  public static final int MOST_LATE = 8;

  private static final AtomicInteger LATE = new AtomicInteger();

  private TimeLimit() {}

  /**
   * Runs work in a thread of its own, and waits for it.
   *
   * @return nothing where the work is late, or this thread is interrupted
   * @throws IllegalStateException where the work threw anything, which is the cause then; and where
   *     too many earlier ones are late
   */
  public static <T> Optional<T> of(Duration time, Callable<T> work) {
    if (LATE.get() >= MOST_LATE) {
      throw new IllegalStateException(
          MOST_LATE + " earlier requests have been waiting for an answer ever since");
    }
    AtomicBoolean over = new AtomicBoolean();
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform()
        .daemon()
        .name("ecs-harden-limited")
        .start(() -> {
          try {
            task.run();
          } finally {
            if (!over.compareAndSet(false, true)) {
              LATE.decrementAndGet();
            }
          }
        });
    try {
      return Optional.of(task.get(time.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return late(over);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return late(over);
    } catch (ExecutionException e) {
      throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
    }
  }

  private static <T> Optional<T> late(AtomicBoolean over) {
    LATE.incrementAndGet();
    if (!over.compareAndSet(false, true)) {
      // it ended in this very moment
      LATE.decrementAndGet();
    }
    return Optional.empty();
  }
}
