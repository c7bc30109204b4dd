package io.ecsharden.watch;

import io.ecsharden.app.DaemonBaseline;
import io.ecsharden.app.Look;
import io.ecsharden.app.OtherWriter;
import io.ecsharden.app.Restarts;
import io.ecsharden.app.Result;
import io.ecsharden.app.RunContext;
import io.ecsharden.app.Stop;
import io.ecsharden.report.log.LogEntry;
import io.ecsharden.report.log.LogEntry.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a look, within the limits of what a daemon may do again and again. For one thread. */
final class Looker {

  /** How long to wait for another run that holds the lock, before the next try. */
  private static final Duration TURN = Duration.ofSeconds(1);

  private final RunContext context;
  private final Optional<WatchRequest.Repairs> repairs;
  private final DaemonBaseline baseline;
  private final EventLog log;
  private final Counters counters;
  private final RestartBudget budget;
  private final Conflicts conflicts = new Conflicts();
  private final RepairPause repairPause = new RepairPause();
  private final ExposedTaskLog exposed = new ExposedTaskLog();

  /** The failures of the last look; nothing before the first. */
  private Optional<List<String>> failing = Optional.empty();

  private volatile boolean repairing;

  Looker(
      RunContext context,
      Optional<WatchRequest.Repairs> repairs,
      DaemonBaseline baseline,
      EventLog log,
      Counters counters) {
    this.context = context;
    this.repairs = repairs;
    this.baseline = baseline;
    this.log = log;
    this.counters = counters;
    this.budget =
        repairs
            .map(limits -> new RestartBudget(limits.restartsPerHour(), limits.restartPause()))
            .orElseGet(() -> new RestartBudget(0, Duration.ZERO));
  }

  /**
   * What came of a look.
   *
   * @param seen nothing where the look could not be made
   * @param problem why it could not
   * @param again how soon there is more to do, whatever happens meanwhile
   */
  record Looked(Optional<Look.Seen> seen, String problem, Optional<Duration> again) {}

  /** Whether a repair may be under way, which is not to be interrupted. For any thread. */
  boolean isRepairing() {
    return repairing;
  }

  /** Counts a restart of an earlier process. */
  void restartedBefore(Duration ago) {
    budget.restarted(now().minus(ago));
  }

  /** The desired state is another one, or somebody asks for a new begin. */
  void beginAnew() {
    conflicts.clear();
    repairPause.clear();
  }

  /**
   * Looks.
   *
   * @param mayRepair false while somebody still writes
   */
  Looked look(boolean mayRepair) {
    boolean repair = mayRepair && repairs.isPresent() && !repairPause.holds(now());
    Result<Look.Seen> result = repair ? repair(repairs.get()) : Look.audit(context, baseline);
    return switch (result) {
      case Result.Done<Look.Seen>(Look.Seen seen) -> {
        log.solved("failed");
        yield seen(seen);
      }
      case Result.Stopped<Look.Seen>(Stop stop)
          when repair && stop.reason() == Stop.Reason.NOTHING_CHANGED ->
          unrepaired(stop);
      case Result.Stopped<Look.Seen>(Stop stop) -> stopped(stop);
    };
  }

  /**
   * What cannot be repaired, as a link in the place of a file, is seen and reported all the same.
   */
  private Looked unrepaired(Stop stop) {
    return switch (Look.audit(context, baseline)) {
      case Result.Done<Look.Seen>(Look.Seen seen) -> {
        counters.failed();
        String line = String.join("; ", stop.lines());
        log.problem(Level.ERROR, "failed", line);
        yield new Looked(Optional.of(seen), line, seen(seen).again());
      }
      case Result.Stopped<Look.Seen> _ -> stopped(stop);
    };
  }

  private Result<Look.Seen> repair(WatchRequest.Repairs limits) {
    Set<String> skip = new HashSet<>(limits.skip());
    skip.addAll(conflicts.held(now()));
    Restarts restarts = budget.untilAllowed(now()).isZero() ? limits.restarts() : Restarts.NEVER;
    Look.Allowed allowed = new Look.Allowed(restarts, limits.readyWithin(), limits.only(), skip);
    if (conflicts.mayBegin(now())) {
      Set<String> contested = contested(allowed);
      skip.addAll(contested);
      allowed = new Look.Allowed(restarts, limits.readyWithin(), limits.only(), skip);
    }
    repairing = true;
    try {
      return Look.repair(context, baseline, allowed);
    } finally {
      repairing = false;
    }
  }

  /** The controls of files that were changed back once too often; each is said once. */
  private Set<String> contested(Look.Allowed allowed) {
    Set<String> controls = new HashSet<>();
    if (Look.plan(context, baseline, allowed)
        instanceof Result.Done<Map<String, Set<String>>>(Map<String, Set<String>> plan)) {
      plan.forEach((path, asking) -> {
        if (conflicts.isContested(path, now())) {
          conflicts.hold(path, asking, now());
          controls.addAll(asking);
          counters.conflict();
          String writer = OtherWriter.of(context, path);
          log.write(
              new LogEntry(
                  context.clock().instant(),
                  Level.ERROR,
                  "conflict",
                  "somebody changes "
                      + path
                      + " back again and again ("
                      + writer
                      + "); it is not repaired any more for a day, or until the baseline changes:"
                      + " find out who writes it",
                  Map.of("path", path, "controls", String.join(" ", asking), "writer", writer),
                  Map.of()));
        }
      });
    }
    return controls;
  }

  private Looked seen(Look.Seen seen) {
    counters.looked(seen, context.clock().instant());
    Optional<Duration> again = Optional.empty();
    if (seen.repair().isPresent()) {
      again = repaired(seen.repair().get());
    }
    say(seen);
    exposed
        .newIn(seen)
        .forEach(task ->
            log.write(
                new LogEntry(context.clock().instant(), Level.WARNING, "exposed-task", task)));
    boolean pending = seen.audit().needsRestart() && !repairPause.holds(now());
    Duration wait = budget.untilAllowed(now());
    if (again.isEmpty() && pending && repairs.isPresent() && !wait.isZero()) {
      again = Optional.of(wait);
    }
    return new Looked(Optional.of(seen), "", again);
  }

  private Optional<Duration> repaired(Look.Repaired repaired) {
    for (int i = 0; i < repaired.agentRestarts(); i++) {
      budget.restarted(now());
    }
    if (!repaired.files().isEmpty()) {
      counters.drifted();
    }
    counters.repaired(!repaired.files().isEmpty(), repaired.agentRestarts());
    String event =
        switch (repaired.state()) {
          case ROLLED_BACK -> "rolled-back";
          case NOT_RESTORED -> "not-restored";
          default -> "repaired";
        };
    boolean failed = !event.equals("repaired");
    String what = String.join(", ", repaired.files().values());
    String message =
        (what.isEmpty() ? "" : what)
            + (repaired.agentRestarts() > 0
                ? (what.isEmpty() ? "" : "; ") + "restarted the agent"
                : "")
            + (repaired.messages().isEmpty()
                ? ""
                : (what.isEmpty() ? "" : "; ") + String.join("; ", repaired.messages()));
    log.write(
        new LogEntry(
            context.clock().instant(),
            failed ? Level.ERROR : Level.INFO,
            event,
            message,
            Map.of(
                "receipt",
                repaired.receipt(),
                "files",
                String.join(" ", repaired.files().keySet())),
            Map.of("agentRestarts", (long) repaired.agentRestarts())));
    if (failed) {
      return Optional.of(pauseRepairs());
    }
    repairPause.clear();
    repaired.files().keySet().forEach(path -> conflicts.repaired(path, now()));
    return Optional.empty();
  }

  /** Says how the instance is, when that is another state than before. */
  private void say(Look.Seen seen) {
    seen.audit().unseen().ifPresent(line -> log.problem(Level.WARNING, "unseen", line));
    List<String> now = seen.failing();
    boolean first = failing.isEmpty();
    boolean clean = !first && failing.get().isEmpty();
    if (!first && failing.get().equals(now)) {
      return;
    }
    failing = Optional.of(now);
    Map<String, Long> count = Map.of("failing", (long) now.size());
    if (now.isEmpty()) {
      String pending = seen.audit().needsRestart() ? "; a restart of the agent is pending" : "";
      log.write(
          new LogEntry(
              context.clock().instant(),
              Level.INFO,
              "compliant",
              "no control fails" + pending,
              Map.of(),
              count));
      return;
    }
    if ((first || clean) && seen.repair().isEmpty()) {
      counters.drifted();
    }
    log.write(
        new LogEntry(
            context.clock().instant(),
            Level.WARNING,
            "drift",
            now.size()
                + (now.size() == 1 ? " control fails: " : " controls fail: ")
                + String.join(", ", now),
            Map.of(),
            count));
  }

  private Looked stopped(Stop stop) {
    String line = String.join("; ", stop.lines());
    if (stop.reason() == Stop.Reason.LOCKED) {
      log.problem(Level.INFO, "waiting", line);
      return new Looked(Optional.empty(), "", Optional.of(TURN));
    }
    counters.failed();
    Level level = stop.reason() == Stop.Reason.NOTHING_TO_AUDIT ? Level.WARNING : Level.ERROR;
    log.problem(level, "failed", line);
    failing = Optional.empty();
    return new Looked(Optional.empty(), line, Optional.empty());
  }

  private Duration pauseRepairs() {
    Duration pause = repairPause.begin(now());
    log.info(
        "repairs-paused",
        "nothing is repaired for " + pause.toMinutes() + " min, or until the baseline changes");
    return pause;
  }

  /** A look that ended in a way that nobody foresaw. */
  Looked crashed(Throwable e) {
    counters.failed();
    StackTraceElement[] trace = e.getStackTrace();
    String line = "internal error: " + e + (trace.length == 0 ? "" : " at " + trace[0]);
    log.problem(Level.ERROR, "failed", line);
    return new Looked(Optional.empty(), line, Optional.empty());
  }

  private Duration now() {
    return context.elapsed();
  }
}
