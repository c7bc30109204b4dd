package io.ecsharden.report.log;

import io.ecsharden.report.OutputText;
import io.ecsharden.report.Style;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Metrics in Prometheus' text format 0.0.4, for node_exporter's textfile collector (prometheus.io,
 * "Exposition formats"). The names are a contract, documented in docs/daemon.md.
 */
public final class PrometheusText {

  private static final String PREFIX = "ecs_harden_";

  private final StringBuilder out = new StringBuilder(2048);

  private PrometheusText() {}

  /** Writes all metrics. */
  public static OutputText write(DaemonMetrics metrics) {
    return OutputText.written(new PrometheusText().all(metrics), Style.PLAIN);
  }

  private String all(DaemonMetrics metrics) {
    head("failing_controls", "gauge", "Failed controls of the last look, by severity.");
    labelled("failing_controls", "severity", metrics.failing());
    head("findings", "gauge", "Findings of the last look, by status.");
    labelled("findings", "status", metrics.findings());
    DaemonMetrics.Counts counts = metrics.counts();
    counter("looks", "Looks at the instance.", counts.looks());
    counter("failed_looks", "Looks that could not be made.", counts.failedLooks());
    counter("drifts", "Looks that found a drift.", counts.drifts());
    counter("repairs", "Repairs that changed a file.", counts.repairs());
    counter("agent_restarts", "Restarts of the agent.", counts.restarts());
    counter("conflicts", "Conflicts with another writer of a file.", counts.conflicts());
    time("last_look_timestamp_seconds", "When the last look ended.", metrics.lastLook());
    time(
        "last_report_timestamp_seconds",
        "When Systems Manager last had the state of the instance.",
        metrics.lastReport());
    return out.toString();
  }

  private void head(String name, String type, String help) {
    out.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
  }

  private void labelled(String name, String label, Map<String, Integer> values) {
    values.forEach((value, count) ->
        out.append(PREFIX)
            .append(name)
            .append('{')
            .append(label)
            .append("=\"")
            .append(snake(value))
            .append("\"} ")
            .append(count)
            .append('\n'));
  }

  private void counter(String name, String help, long value) {
    head(name + "_total", "counter", help);
    out.append(PREFIX).append(name).append("_total ").append(value).append('\n');
  }

  private void time(String name, String help, Optional<Instant> time) {
    if (time.isPresent()) {
      head(name, "gauge", help);
      out.append(PREFIX).append(name).append(' ').append(time.get().getEpochSecond());
      out.append('\n');
    }
  }

  /** {@code notEvaluated} as {@code not_evaluated}, {@code HIGH} as {@code high}. */
  private static String snake(String name) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      boolean hump =
          i > 0
              && Character.isUpperCase(name.charAt(i))
              && Character.isLowerCase(name.charAt(i - 1));
      snake.append(hump ? "_" : "").append(name.charAt(i));
    }
    return snake.toString().toLowerCase(Locale.ROOT);
  }
}
