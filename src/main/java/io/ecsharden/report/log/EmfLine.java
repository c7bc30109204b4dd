package io.ecsharden.report.log;

import io.ecsharden.report.OutputText;
import io.ecsharden.report.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * CloudWatch's embedded metric format: a line of a log that CloudWatch Logs turns into metrics
 * (CloudWatch User Guide, "Specification: Embedded metric format"). The metrics have one dimension,
 * the cluster: one for each instance would be a metric to pay for each.
 */
public final class EmfLine {

  /** The namespace of all metrics. */
  static final String NAMESPACE = "EcsHarden";

  private static final String COUNT = "Count";

  private EmfLine() {}

  /**
   * Writes the metrics of a look.
   *
   * @param since what happened since the line before
   */
  public static OutputText write(DaemonMetrics metrics, DaemonMetrics.Counts since, Instant time) {
    Map<String, Long> values = new LinkedHashMap<>();
    long all = 0;
    for (Map.Entry<String, Integer> failing : metrics.failing().entrySet()) {
      values.put("Failing" + camel(failing.getKey()), (long) failing.getValue());
      all += failing.getValue();
    }
    values.put("Failing", all);
    values.put("DriftFound", since.drifts());
    values.put("Repairs", since.repairs());
    values.put("Restarts", since.restarts());
    values.put("Conflicts", since.conflicts());
    values.put("FailedLooks", since.failedLooks());
    StringBuilder definitions = new StringBuilder();
    for (String name : values.keySet()) {
      definition(definitions, name, COUNT);
    }
    if (metrics.lastReport().isPresent()) {
      long age = Duration.between(metrics.lastReport().get(), time).toSeconds();
      values.put("ReportAge", Math.max(0, age));
      definition(definitions, "ReportAge", "Seconds");
    }
    String aws =
        "{\"Timestamp\": "
            + time.toEpochMilli()
            + ", \"CloudWatchMetrics\": [{\"Namespace\": \""
            + NAMESPACE
            + "\", \"Dimensions\": [[\"Cluster\"]], \"Metrics\": ["
            + definitions
            + "]}]}";
    JsonLine line = new JsonLine().json("_aws", aws);
    line.text("time", time.toString()).text("level", "info").text("event", "metrics");
    // the agent's default, and a dimension must not be empty
    line.text("Cluster", metrics.cluster().isEmpty() ? "default" : metrics.cluster());
    values.forEach(line::number);
    return OutputText.written(line.end(), Style.PLAIN);
  }

  private static void definition(StringBuilder out, String name, String unit) {
    out.append(out.isEmpty() ? "" : ", ");
    out.append("{\"Name\": \"").append(name).append("\", \"Unit\": \"").append(unit).append("\"}");
  }

  private static String camel(String severity) {
    return severity.charAt(0) + severity.substring(1).toLowerCase(Locale.ROOT);
  }
}
