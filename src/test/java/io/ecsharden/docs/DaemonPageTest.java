package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.report.log.DaemonMetrics;
import io.ecsharden.report.log.EmfLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the daemon. What it has in blocks of the shell, WatchInstanceIT runs. */
class DaemonPageTest {

  private static final Path PAGE = Path.of("docs/daemon.md");
  private static final int NEAR = 3;
  private static final Pattern METRIC = Pattern.compile("--metric-name (\\w+)");

  @Test
  void says_which_commands_need_AWS() throws IOException {
    List<Markdown.Line> lines = Markdown.lines(PAGE);
    int commands = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).text().startsWith("aws ")) {
        commands++;
        List<Markdown.Line> before = lines.subList(Math.max(0, i - NEAR - 1), i);
        assertTrue(
            before.stream().anyMatch(line -> line.text().contains("AWS")), lines.get(i).toString());
      }
    }
    assertEquals(3, commands);
  }

  @Test
  void alarms_at_metrics_that_there_are() throws IOException {
    String line = emf();
    String page =
        String.join("\n", Markdown.lines(PAGE).stream().map(Markdown.Line::text).toList());
    Matcher metric = METRIC.matcher(page);

    assertTrue(metric.find(), "no alarm");
    assertTrue(line.contains("{\"Name\": \"" + metric.group(1) + "\""), metric.group(1));
    assertTrue(page.contains("--namespace EcsHarden "));
    assertTrue(line.contains("\"Namespace\": \"EcsHarden\""), line);
    assertTrue(page.contains("--dimensions Name=Cluster,Value=CLUSTER "));
    assertTrue(line.contains("\"Dimensions\": [[\"Cluster\"]]"), line);
  }

  @Test
  void names_every_metric() throws IOException {
    String page =
        String.join("\n", Markdown.lines(PAGE).stream().map(Markdown.Line::text).toList());
    Matcher names = Pattern.compile("\\{\"Name\": \"(\\w+)\"").matcher(emf());
    int count = 0;
    while (names.find()) {
      count++;
      assertTrue(page.contains("`" + names.group(1) + "`"), names.group(1));
    }
    assertEquals(12, count);
  }

  private static String emf() {
    return EmfLine.write(
            new DaemonMetrics(
                "prod",
                Map.of("CRITICAL", 0, "HIGH", 1, "MEDIUM", 0, "LOW", 0, "INFORMATIONAL", 0),
                Map.of(),
                DaemonMetrics.Counts.NONE,
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.EPOCH)),
            DaemonMetrics.Counts.NONE,
            Instant.EPOCH)
        .toString();
  }
}
