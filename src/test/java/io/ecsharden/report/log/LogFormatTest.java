package io.ecsharden.report.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.report.log.DaemonMetrics.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Log lines and metrics, as the programs read them that they are for. */
class LogFormatTest {

  private static final Instant TIME = Instant.parse("2026-06-30T12:00:00.5Z");

  private static final LogEntry ENTRY =
      new LogEntry(
          TIME,
          LogEntry.Level.WARNING,
          "drift",
          "a \"quoted\"\u001B[31m\ntext",
          Map.of("path", "/etc/ecs/ecs.config"),
          Map.of("failing", 2L));

  private static final DaemonMetrics METRICS =
      new DaemonMetrics(
          "prod",
          Map.of("HIGH", 2, "LOW", 1),
          Map.of("fail", 3, "notEvaluated", 1),
          new Counts(7, 1, 2, 3, 4, 5),
          Optional.of(TIME),
          Optional.of(TIME.minusSeconds(60)));

  @Test
  void writes_a_line_for_people_without_what_drives_a_terminal() {
    // When
    String line = LogFormat.TEXT.write(ENTRY).toString();

    // Then
    assertTrue(line.startsWith("2026-06-30T12:00:00.500Z warning drift: a \"quoted\""), line);
    assertEquals(1, line.lines().count(), line);
    assertFalse(line.contains("\u001B"), line);
  }

  @Test
  void writes_an_object_in_a_line_for_programs() throws IOException {
    for (LogFormat format : List.of(LogFormat.JSON, LogFormat.EMF)) {
      // When
      String line = format.write(ENTRY).toString();
      JsonNode json = new ObjectMapper().readTree(line);

      // Then
      assertEquals(1, line.lines().count(), line);
      assertEquals("2026-06-30T12:00:00.500Z", json.get("time").textValue());
      assertEquals("warning", json.get("level").textValue());
      assertEquals("drift", json.get("event").textValue());
      assertEquals("a \"quoted\"\u001B[31m\ntext", json.get("message").textValue());
      assertEquals("/etc/ecs/ecs.config", json.get("path").textValue());
      assertEquals(2, json.get("failing").intValue());
    }
  }

  /** The rules of the specification: CloudWatch User Guide, "Embedded metric format". */
  @Test
  void writes_metrics_that_cloudwatch_reads() throws IOException {
    // When
    String line = EmfLine.write(METRICS, new Counts(1, 0, 1, 1, 0, 0), TIME).toString();
    JsonNode json = new ObjectMapper().readTree(line);

    // Then
    assertEquals(1, line.lines().count(), line);
    assertEquals(TIME.toEpochMilli(), json.at("/_aws/Timestamp").longValue());
    JsonNode directive = json.at("/_aws/CloudWatchMetrics/0");
    assertEquals("EcsHarden", directive.get("Namespace").textValue());
    for (JsonNode dimension : directive.get("Dimensions").get(0)) {
      assertFalse(json.get(dimension.textValue()).textValue().isEmpty(), "a dimension has a value");
    }
    assertTrue(directive.get("Metrics").size() <= 100, "100 metrics at most");
    for (JsonNode metric : directive.get("Metrics")) {
      assertTrue(json.get(metric.get("Name").textValue()).isNumber(), metric.toString());
      assertTrue(Set.of("Count", "Seconds").contains(metric.get("Unit").textValue()));
    }
    assertEquals(2, json.get("FailingHigh").intValue());
    assertEquals(3, json.get("Failing").intValue());
    assertEquals(1, json.get("DriftFound").intValue());
    assertEquals(60, json.get("ReportAge").intValue());
    assertEquals("prod", json.get("Cluster").textValue());
  }

  @Test
  void leaves_out_the_age_of_a_report_that_was_never_sent() throws IOException {
    // Given
    DaemonMetrics none =
        new DaemonMetrics("", Map.of(), Map.of(), Counts.NONE, Optional.empty(), Optional.empty());

    // When
    JsonNode json = new ObjectMapper().readTree(EmfLine.write(none, Counts.NONE, TIME).toString());

    // Then
    assertFalse(json.has("ReportAge"));
    assertEquals("default", json.get("Cluster").textValue());
  }

  /** The grammar of the text format 0.0.4 (prometheus.io, "Exposition formats"). */
  @Test
  void writes_metrics_that_prometheus_reads() {
    // Given
    String name = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    Pattern sample =
        Pattern.compile("(" + name + ")(\\{([a-zA-Z_]\\w*=\"[^\"\\\\\\n]*\",?)+})? -?[0-9.e+]+");
    Pattern comment = Pattern.compile("# (HELP|TYPE) (" + name + ") (.+)");

    // When
    String text = PrometheusText.write(METRICS).toString();

    // Then
    assertTrue(text.endsWith("\n"));
    Set<String> typed = new HashSet<>();
    Set<String> samples = new HashSet<>();
    for (String line : text.split("\n")) {
      Matcher head = comment.matcher(line);
      if (head.matches()) {
        if (head.group(1).equals("TYPE")) {
          assertTrue(typed.add(head.group(2)), "one TYPE for each name: " + line);
          assertTrue(Set.of("counter", "gauge").contains(head.group(3)), line);
          assertEquals(head.group(3).equals("counter"), head.group(2).endsWith("_total"), line);
        }
        continue;
      }
      Matcher value = sample.matcher(line);
      assertTrue(value.matches(), line);
      assertTrue(typed.contains(value.group(1)), "the TYPE comes first: " + line);
      assertTrue(samples.add(line.substring(0, line.lastIndexOf(' '))), "once: " + line);
    }
    assertTrue(text.contains("ecs_harden_failing_controls{severity=\"high\"} 2\n"), text);
    assertTrue(text.contains("ecs_harden_findings{status=\"not_evaluated\"} 1\n"), text);
    assertTrue(text.contains("ecs_harden_looks_total 7\n"), text);
    assertTrue(text.contains("ecs_harden_last_report_timestamp_seconds 1782820740\n"), text);
  }

  @Test
  void documents_every_metric() throws IOException {
    // Given
    String page = Files.readString(Path.of("docs/daemon.md"));
    List<String> missing = new ArrayList<>();

    // When
    for (String line : PrometheusText.write(METRICS).toString().split("\n")) {
      if (line.startsWith("# TYPE ") && !page.contains("`" + line.split(" ")[2] + "`")) {
        missing.add(line);
      }
    }
    Pattern.compile("\"Name\": \"(\\w+)\"")
        .matcher(EmfLine.write(METRICS, Counts.NONE, TIME).toString())
        .results()
        .map(match -> match.group(1))
        .filter(metric -> !page.contains("`" + metric + "`"))
        .forEach(missing::add);

    // Then
    assertEquals(List.of(), missing, "say in docs/daemon.md what it means");
  }

  @Test
  void hides_the_secrets_that_an_entry_quotes() {
    LogEntry entry =
        new LogEntry(
            TIME,
            LogEntry.Level.ERROR,
            "look",
            "http://bob:hunter2@proxy:3128 is no proxy",
            Map.of("reason", "http://bob:hunter2@proxy:3128"),
            Map.of());
    for (LogFormat format : LogFormat.values()) {
      String line = format.write(entry).toString();
      assertFalse(line.contains("hunter2"), line);
    }
  }
}
