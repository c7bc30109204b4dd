package io.ecsharden.watch;

import io.ecsharden.app.DaemonBaseline;
import io.ecsharden.app.DaemonState;
import io.ecsharden.app.IdleMemory;
import io.ecsharden.app.Mounts;
import io.ecsharden.app.RecentRestarts;
import io.ecsharden.app.Result;
import io.ecsharden.app.RunContext;
import io.ecsharden.app.Stop;
import io.ecsharden.app.WatchedFiles;
import io.ecsharden.app.WatchedTasks;
import io.ecsharden.report.OutputText;
import io.ecsharden.report.log.LogEntry.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * The daemon's main thread: it looks at once, then whenever something has changed, and by a
 * schedule. No look that fails ends it.
 */
public final class Daemon {

  /** How often files are compared without an event: where inotify has none, or was not allowed. */
  private static final Duration COMPARE = Duration.ofSeconds(5);

  /** It gives memory back at the first comparison that finds nothing, and then after so many. */
  private static final int REST = 12;

  /** How long a burst of changes may delay a look. */
  private static final Duration BURST = Duration.ofSeconds(2);

  /** How long somebody may write before a repair does not wait any more. */
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);

  /** How long the end may take, where no repair is under way. */
  private static final Duration STOP_TIMEOUT = Duration.ofMillis(700);

  private final WatchRequest request;
  private final RunContext context;
  private final EventLog log;
  private final Wakeup wakeup = new Wakeup();
  private final QuietTime quiet = new QuietTime(wakeup, QuietTime.QUIET);
  private final DaemonBaseline baseline;
  private final Looker looker;
  private final Publisher publisher;
  private final WatchedTasks tasks;
  private final Supervisor supervisor;
  private final FileWatch watch;
  private final IdleMemory memory = new IdleMemory();
  private Optional<Duration> busySince = Optional.empty();
  private boolean readAgain;
  private long compared;

  private Daemon(WatchRequest request, Clock clock, Consumer<OutputText> out) {
    this.request = request;
    this.log = new EventLog(request.logFormat(), clock, out);
    this.context = RunContext.live(request.root(), "watch", request.environment(), clock, log);
    this.baseline =
        new DaemonBaseline(
            context, request.baseline(), request.report(), request.baselineRefresh());
    Counters counters = new Counters();
    this.looker = new Looker(context, request.repair(), baseline, log, counters);
    this.tasks = new WatchedTasks(context);
    this.publisher = new Publisher(context, request, log, counters);
    this.supervisor = new Supervisor(request.environment(), log);
    this.watch = new FileWatch(log);
  }

  /** A daemon that ended because somebody asked for it. */
  public record Ended() {}

  /**
   * Runs until a signal ends it.
   *
   * @param out gets the lines of the log
   */
  public static Result<Ended> run(WatchRequest request, Clock clock, Consumer<OutputText> out) {
    Daemon daemon = new Daemon(request, clock, out);
    Thread main = Thread.currentThread();
    Signals.handle(() -> daemon.wakeup.post(Wakeup.Call.READ_AGAIN), () -> daemon.end(main));
    return daemon.run();
  }

  /** For tests: runs until the wake-up says stop, and leaves signals alone. */
  static Daemon of(WatchRequest request, Clock clock, Consumer<OutputText> out) {
    return new Daemon(request, clock, out);
  }

  Wakeup wakeup() {
    return wakeup;
  }

  /** On a signal's own thread: asks the main thread to end, and ends the process where it hangs. */
  private void end(Thread main) {
    wakeup.post(Wakeup.Call.STOP);
    supervisor.stopping();
    try {
      main.join(STOP_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (main.isAlive() && !looker.isRepairing()) {
      log.info("stopped", "ended while waiting for an answer");
      Runtime.getRuntime().halt(0);
    }
  }

  Result<Ended> run() {
    return switch (place()) {
      case Result.Stopped<DaemonState>(Stop stop) -> new Result.Stopped<>(stop);
      case Result.Done<DaemonState>(DaemonState state) -> {
        try (state) {
          publisher.start(state);
          watch.open(wakeup);
          RecentRestarts.within(context, Duration.ofHours(1)).forEach(looker::restartedBefore);
          log.info("started", starting());
          Mounts.missing(context, request.repair().isPresent())
              .forEach(line -> log.problem(Level.WARNING, "mounts", line));
          supervisor.ready();
          watch();
          log.info("stopped", "ended as asked");
        } finally {
          watch.close();
        }
        yield new Result.Done<>(new Ended());
      }
    };
  }

  private String starting() {
    return "watches "
        + request.root().path()
        + (request.repair().isPresent() ? " and repairs it" : "")
        + "; looks at each change, and every "
        + request.interval().toSeconds()
        + " s";
  }

  /** {@code health} has the lock for a moment when it looks whether somebody has it. */
  private Result<DaemonState> place() {
    Result<DaemonState> place = DaemonState.open(context);
    for (int i = 0; i < 5 && place instanceof Result.Stopped<DaemonState>(Stop stop); i++) {
      if (stop.reason() != Stop.Reason.LOCKED || !wakeup.pause(QuietTime.QUIET)) {
        break;
      }
      place = DaemonState.open(context);
    }
    return place;
  }

  private void watch() {
    boolean mayRepair = true;
    Duration full = firstInterval();
    while (!wakeup.isStopped()) {
      try {
        supervisor.alive(now());
        readBaseline();
        supervisor.reloaded();
        WatchedFiles files = WatchedFiles.find(context, baseline);
        WatchedFiles.Moment before = watch.arm(files);
        if (readBaseline()) {
          // it changed before it was watched
          continue;
        }
        Looker.Looked looked = looker.look(mayRepair);
        publisher.publish(looked, request.interval());
        looked.seen().ifPresent(tasks::seen);
        supervisor.looked(looked);
        memory.collect();
        compared = 0;
        Duration wait =
            looked.again().filter(again -> again.compareTo(request.interval()) < 0).orElse(full);
        mayRepair = idle(files, before, mayRepair, now().plus(wait));
        full = request.interval();
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        looker.crashed(e);
        wakeup.pause(COMPARE);
      }
    }
  }

  /** A fleet that starts at once does not look at once for ever. */
  private Duration firstInterval() {
    return Duration.ofMillis(
        ThreadLocalRandom.current().nextLong(request.interval().toMillis()) + 1);
  }

  /** Whether it had to be read. */
  private boolean readBaseline() {
    DaemonBaseline.Reading reading = readAgain ? baseline.read() : baseline.readIfDue();
    if (readAgain) {
      looker.beginAnew();
      readAgain = false;
    }
    switch (reading) {
      case DaemonBaseline.Reading.Same() -> log.solved("baseline");
      case DaemonBaseline.Reading.Changed(String name) -> {
        looker.beginAnew();
        log.solved("baseline");
        log.info("baseline", "the baseline is " + name);
      }
      case DaemonBaseline.Reading.Bad(boolean kept, List<String> lines) ->
          log.problem(
              Level.ERROR,
              "baseline",
              String.join("; ", lines)
                  + (kept
                      ? "; the baseline from before stays"
                      : "; there is no baseline until this is corrected"));
    }
    return !(reading instanceof DaemonBaseline.Reading.Same);
  }

  /**
   * Waits until it is time to look.
   *
   * @param before how the files were before the last look
   * @param repaired whether the last look could repair
   * @param due when to look at the latest
   * @return whether nobody writes, so that the look can repair
   */
  private boolean idle(
      WatchedFiles files, WatchedFiles.Moment before, boolean repaired, Duration due) {
    boolean changed = !repaired;
    while (!changed) {
      Duration left = due.minus(now());
      if (left.isNegative() || left.isZero()) {
        return true;
      }
      Duration pause = supervisor.pause(COMPARE);
      Set<Wakeup.Call> calls = wakeup.await(left.compareTo(pause) < 0 ? left : pause);
      supervisor.alive(now());
      if (calls.contains(Wakeup.Call.STOP)) {
        return false;
      }
      if (calls.contains(Wakeup.Call.READ_AGAIN)) {
        log.info("signal", "reads everything again");
        supervisor.reloading();
        readAgain = true;
        return true;
      }
      WatchedFiles.Moment now = files.now();
      changed =
          !now.isSame(before)
              || before.fresh() && calls.contains(Wakeup.Call.FILES)
              || tasks.haveStarted();
      if (!changed && compared++ % REST == 0) {
        memory.collect();
        memory.release();
      }
    }
    return isQuiet(files);
  }

  private boolean isQuiet(WatchedFiles files) {
    if (quiet.await(files, BURST) != QuietTime.End.BUSY) {
      busySince = Optional.empty();
      return true;
    }
    if (busySince.isEmpty()) {
      busySince = Optional.of(now());
    }
    return now().minus(busySince.get()).compareTo(LONGEST_WRITE) >= 0;
  }

  private Duration now() {
    return context.elapsed();
  }
}
