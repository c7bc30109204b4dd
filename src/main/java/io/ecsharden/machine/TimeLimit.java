package io.ecsharden.machine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does something that may hang: a thread in a system call (a name that is resolved, a connection)
 * does not know of deadlines, the process does.
 */
public final class TimeLimit {

  private TimeLimit() {}

  /**
   * Does it in a thread of its own, which is left behind when it takes too long.
   *
   * @return nothing when it is late
   * @throws IllegalStateException with what the work threw as its cause, whatever that was: a
   *     thread that dies prints lines that nobody can read
   */
  public static <T> Optional<T> of(Duration time, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    try {
      return Optional.of(task.get(time.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
    }
  }
}
