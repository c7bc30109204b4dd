package io.ecsharden.host.linux;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Work in another network namespace. A namespace is a thread's own: the work runs in a thread of
 * the operating system that ends afterwards, so that nothing else of this program is ever there.
 */
public final class NetworkThread<T> {

  /**
   * The work. It uses nothing that was opened before, and starts no thread.
   *
   * @param <T> its result
   */
  public interface Work<T> {
    T run() throws Errno;
  }

  private final AtomicReference<T> result = new AtomicReference<>();
  private final AtomicReference<Errno> failure = new AtomicReference<>();
  private final Thread thread;

  private NetworkThread(int namespace, Work<T> work) {
    this.thread = Thread.ofPlatform().daemon().unstarted(() -> run(namespace, work));
  }

  /**
   * Starts the work.
   *
   * @param namespace an open {@code /proc/PID/ns/net}, which stays open until {@link #join}
   */
  public static <T> NetworkThread<T> start(int namespace, Work<T> work) {
    NetworkThread<T> started = new NetworkThread<>(namespace, work);
    started.thread.start();
    return started;
  }

  private void run(int namespace, Work<T> work) {
    try {
      Kernel.enterNetwork(namespace);
      result.set(work.run());
    } catch (Errno e) {
      failure.set(e);
    }
  }

  /**
   * Waits for the end of the work.
   *
   * @throws Errno of the work, or of the entry: {@code EPERM} without CAP_SYS_ADMIN
   */
  public T join() throws Errno {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Errno("setns", Errno.EINTR);
    }
    if (failure.get() != null) {
      throw failure.get();
    }
    T value = result.get();
    if (value == null) {
      throw new Errno("setns", Errno.EIO);
    }
    return value;
  }
}
