package io.ecsharden.watch;

import io.ecsharden.app.BaselineRequest;
import io.ecsharden.app.InstanceRoot;
import io.ecsharden.app.ReportFile;
import io.ecsharden.app.ReportRequest;
import io.ecsharden.app.Restarts;
import io.ecsharden.report.log.LogFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the daemon is to do.
 *
 * @param root where the instance's file system is for this process
 * @param environment this process's own
 * @param repair what it may repair; nothing where it only looks
 * @param interval between two looks that no event asks for
 * @param baselineRefresh how often a baseline in Parameter Store is read again
 * @param report who gets the audits
 * @param metricsFile where the metrics go, in Prometheus' text format
 */
public record WatchRequest(
    InstanceRoot root,
    Map<String, String> environment,
    BaselineRequest baseline,
    Optional<Repairs> repair,
    Duration interval,
    Duration baselineRefresh,
    ReportRequest report,
    LogFormat logFormat,
    Optional<ReportFile> metricsFile) {

  /**
   * What it may repair.
   *
   * @param restarts what it may restart for that
   * @param readyWithin how long the agent may take to be ready after a restart
   * @param restartsPerHour how often it restarts the agent in an hour, at most
   * @param restartPause the least time between two restarts
   * @param only ids of controls; empty means all
   * @param skip ids of controls, also of those in {@code only}
   */
  public record Repairs(
      Restarts restarts,
      Duration readyWithin,
      int restartsPerHour,
      Duration restartPause,
      Set<String> only,
      Set<String> skip) {
    public Repairs {
      only = Set.copyOf(only);
      skip = Set.copyOf(skip);
    }
  }

  public WatchRequest {
    environment = Map.copyOf(environment);
  }
}
