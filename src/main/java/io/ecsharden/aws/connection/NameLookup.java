package io.ecsharden.aws.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up in one thread, whatever hangs. The system's resolver cannot be interrupted, and
 * may wait for half a minute; the caller waits only as long as it wants to. The address is in
 * Java's cache afterwards, where the connection finds it.
 */
public final class NameLookup {

  /** Names that may wait behind one that hangs. */
  static final int MOST_WAITING = 8;

  public static final NameLookup SHARED = new NameLookup(NameLookup::bySystem);

  private final Resolver resolver;
  private final Map<String, FutureTask<InetAddress[]>> tasks = new HashMap<>();
  private final Queue<String> waiting = new ArrayDeque<>();
  private boolean working;

  public NameLookup(Resolver resolver) {
    this.resolver = resolver;
  }

  private static InetAddress[] bySystem(String name) throws IOException {
    NativeNetwork.useNetwork();
    return InetAddress.getAllByName(name);
  }

  /** The system's resolver. */
  public interface Resolver {
    InetAddress[] find(String name) throws IOException;
  }

  /**
   * Waits until a name is known.
   *
   * @param name an address is known at once
   * @throws IOException as the resolver says, or where it is late, or has too much to do
   */
  void await(String name, Duration time) throws IOException {
    if (!isAddress(name)) {
      find(name, time);
    }
  }

  /**
   * The addresses of a name, as {@code 10.0.1.7} or {@code 2600:1f18:0:0:0:0:0:1}.
   *
   * @throws IOException as {@link #await}
   */
  public List<String> addresses(String name, Duration time) throws IOException {
    return Arrays.stream(find(name, time)).map(InetAddress::getHostAddress).toList();
  }

  private InetAddress[] find(String name, Duration time) throws IOException {
    try {
      return task(name).get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("the resolver did not answer in time for " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while looking up " + name, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause
          ? cause
          : new IOException(String.valueOf(e.getCause()), e.getCause());
    }
  }

  /** Digits and dots, or colons: nobody has to be asked. */
  private static boolean isAddress(String name) {
    return name.indexOf(':') >= 0 || name.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
  }

  private synchronized FutureTask<InetAddress[]> task(String name) throws IOException {
    FutureTask<InetAddress[]> same = tasks.get(name);
    if (same != null) {
      return same;
    }
    if (waiting.size() >= MOST_WAITING) {
      throw new IOException("the resolver does not answer, and other names wait for it");
    }
    FutureTask<InetAddress[]> task = new FutureTask<>(() -> resolver.find(name));
    tasks.put(name, task);
    waiting.add(name);
    if (!working) {
      working = true;
      Thread.ofPlatform().daemon().name("ecs-harden-names").start(this::work);
    }
    return task;
  }

  private void work() {
    for (String name = next(); !name.isEmpty(); name = next()) {
      FutureTask<InetAddress[]> task;
      synchronized (this) {
        task = tasks.get(name);
      }
      if (task != null) {
        task.run();
      }
      synchronized (this) {
        tasks.remove(name);
      }
    }
  }

  /** The thread ends where nothing is left to do. */
  private synchronized String next() {
    String name = waiting.poll();
    working = name != null;
    return name == null ? "" : name;
  }
}
