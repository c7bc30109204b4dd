package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.report.log.DaemonMetrics;
import io.ecsharden.report.log.EmfLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the daemon. What it has in blocks of the shell, WatchInstanceIT runs. */
class DaemonPageTest {

  private static final Path PAGE = Path.of("docs/daemon.md");
  private static final int NEAR = 4;
  private static final String SOURCES = "src/main/java/io/ecsharden";
  private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

  /** The begin of what writes a line, where its event is an argument. */
  private static final Pattern CALL =
      Pattern.compile(
          "log\\.info\\(|log\\.problem\\(|(?<=    )problem\\(|new LogEntry\\(|\\.text\\(\"event\"");

  /** The first text among the arguments, or the variable that has it. */
  private static final Pattern EVENT =
      Pattern.compile("(?:[^,;\"]*,)*?\\s*(?:\"([a-z-]+)\"|event)\\s*[,)]");

  private static final Pattern CHOICE =
      Pattern.compile("String event =\\s+switch \\([^{]*\\{([^}]*)}");

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
    assertEquals(6, commands);
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

  @Test
  void names_every_event() throws IOException {
    assertEquals(events(), tableOf("event"));
  }

  @Test
  void names_what_the_unit_and_the_task_definition_have() throws IOException {
    // Given
    String page = Files.readString(PAGE);
    JsonNode task =
        new ObjectMapper().readTree(Path.of("ecs-config/ecs/task-definition.json").toFile());
    JsonNode container = task.get("containerDefinitions").get(0);
    String unit = Files.readString(Path.of("ecs-config/units/ecs-harden.service"));
    Matcher capabilities = Pattern.compile("(?m)^CapabilityBoundingSet=(.*)$").matcher(unit);
    assertTrue(capabilities.find());

    // Then
    List<String> names = List.of(capabilities.group(1).split(" "));
    String row =
        page.lines().filter(line -> line.startsWith("| the unit | root")).findFirst().orElse("");
    assertEquals(
        names, Pattern.compile("CAP_\\w+").matcher(row).results().map(MatchResult::group).toList());
    String group =
        container.get("logConfiguration").get("options").get("awslogs-group").textValue();
    assertTrue(page.contains("--log-group-name " + group + "\n"), group);
    String role = task.get("taskRoleArn").textValue();
    assertTrue(
        page.contains("create-role --role-name " + role.substring(role.indexOf('/') + 1) + " "),
        role);
    assertFalse(task.has("executionRoleArn"), "the page says that there is none");
    assertEquals(
        "[\"ALL\"]", container.get("linuxParameters").get("capabilities").get("drop").toString());
  }

  /** The names in the first column of the table whose head this is. */
  private static Set<String> tableOf(String head) throws IOException {
    Set<String> names = new TreeSet<>();
    boolean inside = false;
    for (Markdown.Line line : Markdown.lines(PAGE)) {
      if (line.text().startsWith("| `" + head + "` |")) {
        inside = true;
      } else if (!line.text().startsWith("|")) {
        inside = false;
      } else if (inside) {
        Matcher name = NAME.matcher(line.text().split("\\|")[1]);
        while (name.find()) {
          assertTrue(names.add(name.group(1)), "twice: " + name.group(1));
        }
      }
    }
    return names;
  }

  /** What the sources of the daemon write as the event of a line of the log. */
  private static Set<String> events() throws IOException {
    Set<String> events = new TreeSet<>();
    List<Path> sources = new ArrayList<>(List.of(Path.of(SOURCES + "/report/log/EmfLine.java")));
    try (Stream<Path> files = Files.list(Path.of(SOURCES + "/watch"))) {
      files.forEach(sources::add);
    }
    for (Path source : sources) {
      String text = Files.readString(source);
      Matcher call = CALL.matcher(text);
      while (call.find()) {
        Matcher event = EVENT.matcher(text).region(call.end(), text.length());
        assertTrue(event.lookingAt(), source + ": which event is " + call.group() + "?");
        if (event.group(1) != null) {
          events.add(event.group(1));
        } else if (!source.endsWith("EventLog.java")) {
          Matcher choice = CHOICE.matcher(text);
          assertTrue(choice.find(), source + ": which events are these?");
          Matcher name = Pattern.compile("\"([a-z-]+)\"").matcher(choice.group(1));
          while (name.find()) {
            events.add(name.group(1));
          }
        }
      }
    }
    return events;
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
