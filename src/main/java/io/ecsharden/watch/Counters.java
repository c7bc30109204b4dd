package io.ecsharden.watch;

import io.ecsharden.app.Look;
import io.ecsharden.report.log.DaemonMetrics;
import io.ecsharden.report.log.DaemonMetrics.Counts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the daemon counts. For one thread. */
final class Counters {

  private String cluster = "";
  private Map<String, Integer> failing = Map.of();
  private Map<String, Integer> findings = Map.of();
  private Optional<Instant> lastLook = Optional.empty();
  private long looks;
  private long failedLooks;
  private long drifts;
  private long repairs;
  private long restarts;
  private long conflicts;
  private Counts emitted = Counts.NONE;

  void looked(Look.Seen seen, Instant time) {
    looks++;
    lastLook = Optional.of(time);
    cluster = seen.audit().report().host().cluster().orElse("");
    failing = seen.failingBySeverity();
    findings = seen.byStatus();
  }

  void failed() {
    failedLooks++;
  }

  void drifted() {
    drifts++;
  }

  void repaired(boolean files, int agentRestarts) {
    repairs += files ? 1 : 0;
    restarts += agentRestarts;
  }

  void conflict() {
    conflicts++;
  }

  DaemonMetrics metrics(Optional<Instant> lastReport) {
    return new DaemonMetrics(cluster, failing, findings, counts(), lastLook, lastReport);
  }

  private Counts counts() {
    return new Counts(looks, failedLooks, drifts, repairs, restarts, conflicts);
  }

  /** What happened since the last call. */
  Counts sinceLast() {
    Counts now = counts();
    Counts since = now.since(emitted);
    emitted = now;
    return since;
  }
}
