package io.ecsharden.machine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A limit for work that can hang in a system call without a timeout, such as the lookup of a name.
 *
 * <p>Java cannot end such a thread. So the work runs in a daemon thread of its own, and a thread
 * that is late is abandoned: it goes on until its system call returns or the process ends. A
 * one-shot run ends soon after. In a process that stays, each call that hangs leaves a thread and
 * its connection behind for that time, so call this rarely there, and never in a loop without a
 * pause. The work must not touch anything that the caller uses after the limit.
 */
public final class TimeLimit {

  private TimeLimit() {}

  /**
   * Runs work in a thread of its own, and waits for it.
   *
   * @return nothing where the work is late, or this thread is interrupted
   * @throws IllegalStateException where the work threw anything; that is the cause
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
