package io.ecsharden.format;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** Runs a check over and over, on every processor, with seeds that a failure names. */
public final class Fuzzing {

  private static final int DEFAULT_SECONDS = 600;
  private static final int CASES_PER_SEED = 200;

  private Fuzzing() {}

  /** How long a long run takes: {@code FUZZ_SECONDS}, from a property or the environment. */
  public static int longSeconds() {
    return Optional.ofNullable(System.getProperty("FUZZ_SECONDS"))
        .or(() -> Optional.ofNullable(System.getenv("FUZZ_SECONDS")))
        .map(Integer::parseInt)
        .orElse(DEFAULT_SECONDS);
  }

  /**
   * Runs with the first so many seeds, the same in each build: what fails, fails again.
   *
   * @param check does one case, with the next files of a generator
   */
  public static void run(int count, Consumer<RandomFiles> check) throws InterruptedException {
    run(0, seed -> seed <= count, check);
  }

  /**
   * Runs for some seconds, with seeds that nobody has tried.
   *
   * @param check does one case, with the next files of a generator
   */
  public static void runFor(int seconds, Consumer<RandomFiles> check) throws InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    run(System.currentTimeMillis() * 1_000, seed -> System.nanoTime() < end, check);
  }

  private static void run(long before, LongPredicate goesOn, Consumer<RandomFiles> check)
      throws InterruptedException {
    AtomicLong seeds = new AtomicLong(before);
    AtomicLong cases = new AtomicLong();
    ConcurrentLinkedQueue<AssertionError> failures = new ConcurrentLinkedQueue<>();
    Thread[] threads = new Thread[Runtime.getRuntime().availableProcessors()];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(() -> {
            long seed = seeds.incrementAndGet();
            while (goesOn.test(seed) && failures.isEmpty()) {
              once(seed, check, failures);
              cases.addAndGet(CASES_PER_SEED);
              seed = seeds.incrementAndGet();
            }
          });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw failures.element();
    }
    if (cases.get() == 0) {
      throw new AssertionError("no case was run");
    }
  }

  private static void once(
      long seed, Consumer<RandomFiles> check, ConcurrentLinkedQueue<AssertionError> failures) {
    RandomFiles files = new RandomFiles(seed);
    try {
      for (int i = 0; i < CASES_PER_SEED; i++) {
        check.accept(files);
      }
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      failures.add(new AssertionError("seed " + seed + ": " + e, e));
    }
  }

  /** Runs one case; a failure shows the files that led to it. */
  public static void explain(Runnable check, byte[]... files) {
    try {
      check.run();
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      StringBuilder hex = new StringBuilder();
      for (byte[] file : files) {
        hex.append('\n').append(HexFormat.of().formatHex(file));
      }
      throw new AssertionError(e + "; the files in hex:" + hex, e);
    }
  }
}
