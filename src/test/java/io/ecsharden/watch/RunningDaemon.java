package io.ecsharden.watch;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.app.BaselineRequest;
import io.ecsharden.app.InstanceRoot;
import io.ecsharden.app.ReportFile;
import io.ecsharden.app.ReportRequest;
import io.ecsharden.app.Restarts;
import io.ecsharden.app.Result;
import io.ecsharden.report.log.LogFormat;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** A daemon in a thread of the test, on real files and with real events. */
final class RunningDaemon implements AutoCloseable {

  /** On however slow a machine. */
  private static final Duration SOON = Duration.ofSeconds(120);

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final AtomicReference<Result<Daemon.Ended>> result = new AtomicReference<>();
  private final Daemon daemon;
  private final Thread thread;

  private RunningDaemon(WatchRequest request) {
    this.daemon = Daemon.of(request, Clock.systemUTC(), line -> log.add(line.toString()));
    this.thread = Thread.ofPlatform().daemon().start(() -> result.set(daemon.run()));
  }

  /** One that repairs, and looks by itself only every hour. */
  static RunningDaemon fixing(Path root) {
    return new RunningDaemon(request(root, "default", true, Duration.ofHours(1), Optional.empty()));
  }

  /** One that only looks. */
  static RunningDaemon auditing(Path root, String baseline) {
    return new RunningDaemon(request(root, baseline, false, Duration.ofHours(1), Optional.empty()));
  }

  /** One that only looks, by this schedule, and writes metrics. */
  static RunningDaemon auditing(Path root, Duration interval, Path metrics) {
    Result<ReportFile> file = ReportFile.of(metrics.toString(), false);
    return new RunningDaemon(
        request(
            root,
            "default",
            false,
            interval,
            Optional.of(((Result.Done<ReportFile>) file).value())));
  }

  private static WatchRequest request(
      Path root, String baseline, boolean fix, Duration interval, Optional<ReportFile> metrics) {
    InstanceRoot instance = ((Result.Done<InstanceRoot>) InstanceRoot.of(root.toString())).value();
    return new WatchRequest(
        instance,
        Map.of(),
        new BaselineRequest(
            Optional.of(baseline), Duration.ofDays(7), InputStream.nullInputStream()),
        fix
            ? Optional.of(
                new WatchRequest.Repairs(
                    Restarts.SAFE,
                    Duration.ofSeconds(5),
                    3,
                    Duration.ofMinutes(2),
                    Set.of(),
                    Set.of()))
            : Optional.empty(),
        interval,
        Duration.ofMinutes(15),
        new ReportRequest(
            false,
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ofHours(24),
            false,
            Optional.empty(),
            Optional.empty()),
        LogFormat.TEXT,
        metrics);
  }

  /** The lines so far that have a text. */
  long count(String text) {
    return log.stream().filter(line -> line.contains(text)).count();
  }

  /** Waits until so many lines have a text. */
  RunningDaemon awaitLines(int lines, String text) {
    await(() -> count(text) >= lines, lines + " x `" + text + "`");
    return this;
  }

  /** Waits for something. */
  void await(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what + " does not come:\n" + String.join("", log));
      sleep(Duration.ofMillis(10));
    }
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As SIGHUP. */
  void readAgain() {
    daemon.wakeup().post(Wakeup.Call.READ_AGAIN);
  }

  /** As SIGTERM; what the run came to. */
  Result<Daemon.Ended> end() {
    daemon.wakeup().post(Wakeup.Call.STOP);
    try {
      assertTrue(thread.join(SOON), "it does not end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return Objects.requireNonNull(result.get(), "the daemon had no result");
  }

  String log() {
    return String.join("", log);
  }

  @Override
  public void close() {
    assertInstanceOf(Result.class, end());
  }
}
