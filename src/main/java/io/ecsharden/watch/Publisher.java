package io.ecsharden.watch;

import io.ecsharden.app.DaemonState;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.log.DaemonMetrics;
import io.ecsharden.report.log.EmfLine;
import io.ecsharden.report.log.LogEntry.Level;
import io.ecsharden.report.log.LogFormat;
import io.ecsharden.report.log.PrometheusText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells others of a look: Systems Manager, the metrics, and {@code health}. For one thread. */
final class Publisher {

  private final RunContext context;
  private final WatchRequest request;
  private final EventLog log;
  private final Counters counters;
  private final Reporter reporter;
  private Optional<DaemonState> state = Optional.empty();

  Publisher(RunContext context, WatchRequest request, EventLog log, Counters counters) {
    this.context = context;
    this.request = request;
    this.log = log;
    this.counters = counters;
    this.reporter = new Reporter(context, request.report());
  }

  /**
   * @param place where {@code health} looks
   */
  void start(DaemonState place) {
    state = Optional.of(place);
  }

  /**
   * Tells of a look.
   *
   * @param next how long until the next one at most
   */
  void publish(Looker.Looked looked, Duration next) {
    Instant now = context.clock().instant();
    looked.seen().ifPresent(seen -> reporter.offer(seen.audit()));
    state
        .flatMap(place -> place.looked(now, next, looked.problem()))
        .ifPresent(why -> log.problem(Level.ERROR, "state", "health is not recorded: " + why));
    DaemonMetrics metrics = counters.metrics(reporter.delivered());
    if (request.logFormat() == LogFormat.EMF) {
      log.line(EmfLine.write(metrics, counters.sinceLast(), now));
    }
    if (request.metricsFile().isPresent()) {
      try {
        request.metricsFile().get().write(PrometheusText.write(metrics));
        log.solved("metrics");
      } catch (IOException e) {
        log.problem(Level.ERROR, "metrics", "the metrics are not written: " + e.getMessage());
      }
    }
  }
}
