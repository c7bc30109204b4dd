package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new user types and reads. */
class FirstHourTest {

  private static final String SAMPLE = "ecs-config/sample-instance";
  private static final List<String> SEVERITIES =
      List.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL");

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(strings = {"", "help", "--help", "-h"})
  void prints_help_without_a_verb_and_with_the_verb_help(String line) {
    Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" "));

    assertEquals(ExitCode.COMPLIANT, run.code());
    assertEquals("", run.err());
    for (String part :
        List.of("Look:", "Repair:", "Report:", "Prepare:", "Examples:", "Exit codes:")) {
      assertTrue(run.out().contains("\n" + part + "\n"), run.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "baseline", "baseline check", "help"})
  void help_of_a_verb_is_the_same_in_both_ways(String verb) {
    assertEquals(Run.of((verb + " --help").split(" ")), Run.of(("help " + verb).split(" ")));
  }

  @Test
  void version_names_the_commit_and_the_agent_of_its_facts() {
    List<String> lines = Run.of("-V").out().lines().toList();

    assertEquals(Run.of("--version").out().lines().toList(), lines);
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("commit ") && !lines.get(1).contains("$"), lines.get(1));
    assertTrue(lines.get(2).startsWith("facts of amazon-ecs-agent 1."), lines.get(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit --format json --nope",
        "audit --format=json --root /no/such/folder",
        "audit --format json --baseline /no/such/file --root " + SAMPLE,
        "frobnicate --format json"
      })
  void errors_are_json_where_the_report_is(String line) throws IOException {
    Run run = Run.of(line.split(" "));

    assertEquals("", run.out());
    for (String each : run.err().lines().toList()) {
      JsonNode error = new ObjectMapper().readTree(each);
      assertEquals("error", error.get("level").textValue());
      assertEquals(run.code().code(), error.get("exitCode").intValue());
      assertFalse(error.get("message").textValue().isEmpty());
    }
    assertFalse(run.err().isEmpty());
  }

  @Test
  void a_hint_can_be_pasted_with_the_options_of_the_run() throws IOException {
    // Given
    Path spaced = Files.createDirectories(root.resolve("it's here"));
    Run.write(spaced, "etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=no\n");
    Run.write(root, "my fleet.yaml", "schemaVersion: 1\nextends: default\n");
    String baseline = root + "/my fleet.yaml";

    // When
    Run audit =
        Run.of(
            "audit",
            "--root=" + spaced,
            "--baseline",
            baseline,
            "--only",
            "awsvpc-imds-block,task-role");
    Run plan = Run.of("fix", "--dry-run", "--root", spaced.toString(), "--restart", "never");

    // Then
    String rootOption = " --root '" + root + "/it'\\''s here'";
    assertTrue(
        audit
            .out()
            .contains(
                "`ecs-harden fix --dry-run"
                    + rootOption
                    + " --baseline '"
                    + baseline
                    + "' --only awsvpc-imds-block,task-role`"),
        audit.out());
    assertTrue(
        plan.out().contains("`ecs-harden fix" + rootOption + " --restart never` does it."),
        plan.out());
  }

  @Test
  void shows_failures_first_and_the_most_severe_first_of_each_kind() {
    // When
    List<String> lines = Run.of("audit", "--root", SAMPLE).out().lines().toList();

    // Then
    int fixed = lines.indexOf("`fix` repairs");
    int person = lines.indexOf("A person has to repair");
    int passed = lines.indexOf("In order");
    assertTrue(0 < fixed && fixed < person && person < passed, lines.toString());
    for (List<String> part : List.of(lines.subList(fixed, person), lines.subList(person, passed))) {
      List<Integer> ranks = new ArrayList<>();
      part.stream()
          .filter(line -> line.startsWith("FAIL"))
          .forEach(line -> ranks.add(SEVERITIES.indexOf(line.split(" +")[1])));
      assertEquals(ranks.stream().sorted().toList(), ranks);
    }
    assertTrue(lines.get(fixed + 1).startsWith("FAIL  CRITICAL"), lines.get(fixed + 1));
    assertEquals(
        "12 FAIL (1 CRITICAL, 4 HIGH, 4 MEDIUM, 2 LOW, 1 INFORMATIONAL). `ecs-harden fix --dry-run"
            + " --root "
            + SAMPLE
            + "` shows the repair of 10, and of a part of 1.",
        lines.getLast());
  }

  @Test
  void shows_each_cause_once() {
    List<String> causes =
        Run.of("audit", "--root", SAMPLE)
            .out()
            .lines()
            .filter(line -> line.startsWith("        /"))
            .toList();

    assertEquals(causes.stream().distinct().toList(), causes);
    assertTrue(causes.size() > 10);
  }

  @ParameterizedTest
  @CsvSource({"true, , 80", "true, 100, 100", "false, 60, 60", "true, 12, 80", "true, x, 80"})
  void wraps_at_the_width_of_the_terminal_with_a_hanging_indent(
      boolean terminal, String columns, int width) {
    // Given
    Map<String, String> environment = columns == null ? Map.of() : Map.of("COLUMNS", columns);

    // When
    Run run = Run.in(terminal, environment, "audit", "--root", SAMPLE);

    // Then
    List<String> tooLong =
        run.out()
            .lines()
            .filter(line -> line.length() > width && line.strip().contains(" "))
            .toList();
    tooLong = tooLong.stream().filter(line -> !line.strip().startsWith("/")).toList();
    assertEquals(List.of(), tooLong);
    assertTrue(run.out().lines().anyMatch(line -> line.startsWith("          ")), run.out());
  }

  @Test
  void does_not_wrap_in_a_pipe() {
    Run run = Run.of("audit", "--root", SAMPLE);

    assertTrue(run.out().lines().anyMatch(line -> line.length() > 200), run.out());
  }

  @Test
  void shows_the_chosen_controls_and_severities_alone() {
    Run only = Run.of("audit", "--root", SAMPLE, "--only", "task-role", "--format", "json");
    Run skip = Run.of("audit", "--root", SAMPLE, "--skip", "task-role", "--format", "json");
    Run high = Run.of("audit", "--root", SAMPLE, "--min-severity", "high", "--format", "json");

    assertEquals(1, only.json().get("findings").size());
    assertEquals("task-role", only.json().at("/scope/only/0").textValue());
    assertFalse(skip.out().contains("\"task-role\",\n      \"title"), skip.out());
    for (JsonNode finding : high.json().get("findings")) {
      assertTrue(List.of("HIGH", "CRITICAL").contains(finding.get("severity").textValue()));
    }
    assertTrue(
        Run.of("audit", "--root", SAMPLE, "--only", "task-role").out().contains("only task-role"));
  }

  @ParameterizedTest
  @CsvSource({"LOW, DRIFT", "MEDIUM, DRIFT", "HIGH, COMPLIANT", "CRITICAL, COMPLIANT"})
  void exits_with_drift_from_the_severity_that_was_chosen(String severity, ExitCode code) {
    Run run = Run.of("audit", "--root", SAMPLE, "--only", "task-role", "--fail-on", severity);

    assertEquals(code, run.code());
    assertTrue(run.out().contains("1 FAIL (1 MEDIUM)"), run.out());
  }

  @Test
  void names_the_host() throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "ECS_CLUSTER=prod\n");
    Run.write(root, "etc/hostname", "ip-10-0-0-7\n");
    Run.write(root, "var/lib/cloud/data/instance-id", "i-0123456789abcdef0\n");

    // Then
    for (String verb : List.of("audit", "effective")) {
      JsonNode host =
          Run.of(verb, "--root", root.toString(), "--format", "json").json().get("host");
      assertEquals("ip-10-0-0-7", host.get("name").textValue());
      assertEquals("i-0123456789abcdef0", host.get("instanceId").textValue());
      assertEquals("prod", host.get("cluster").textValue());
      String text = Run.of(verb, "--root", root.toString()).out();
      assertTrue(
          text.contains("\n          ip-10-0-0-7, i-0123456789abcdef0, cluster prod\n"), text);
    }
  }

  @Test
  void names_an_external_instance_by_its_activation() throws IOException {
    Run.write(root, "etc/ecs/ecs.config", "ECS_EXTERNAL=true\n");
    Run.write(
        root,
        "var/lib/amazon/ssm/registration",
        "{\"ManagedInstanceID\": \"mi-0123456789abcdef0\", \"Region\": \"eu-central-1\"}");

    JsonNode host =
        Run.of("audit", "--root", root.toString(), "--format", "json").json().get("host");

    assertEquals("mi-0123456789abcdef0", host.get("instanceId").textValue());
    assertFalse(host.has("name") || host.has("cluster"), host.toString());
  }
}
