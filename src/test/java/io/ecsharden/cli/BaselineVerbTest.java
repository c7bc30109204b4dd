package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecsharden.report.ReportSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a baseline comes from, and what those who write one can ask. */
class BaselineVerbTest {

  private static final String FLEET =
      """
      schemaVersion: 1
      name: fleet
      extends: strict
      settings:
        ECS_LOGLEVEL: {oneOf: [info, warn], severity: LOW}
        ECS_CLUSTER: {equals: 'it''s: prod'}
        ECS_BACKEND_HOST: {unset: true}
      controls:
        additional-local-routes: {parameters: {allow: [10.20.0.0/16]}}
      waivers:
        - control: agent-settings
          setting: ECS_LOGLEVEL
          reason: "until: we know"
          approvedBy: me
          expires: 2027-01-31
      """;

  @TempDir private Path folder;

  @Test
  void checks_a_baseline_without_an_instance() throws IOException {
    Path file = file("fleet.yaml", FLEET);

    Run run = Run.of("baseline", "check", file.toString());

    assertEquals(ExitCode.COMPLIANT, run.code(), run.err());
    assertEquals("", run.err());
    assertTrue(
        run.out().contains("extends   builtin:strict\nextends   builtin:default"), run.out());
    assertTrue(run.out().endsWith("The baseline has no mistakes.\n"), run.out());
  }

  @Test
  void check_shows_every_mistake_and_exits_with_78() throws IOException {
    Path file =
        file(
            "bad.yaml",
            "schemaVersion: 1\n"
                + "settings:\n"
                + "  ECS_CLUSTRE: {equals: a}\n"
                + "  ECS_LOGLEVEL: {equals: b}\n");

    Run run = Run.of("baseline", "check", file.toString());

    assertEquals(ExitCode.BAD_BASELINE, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("bad.yaml:3:3: there is no setting `ECS_CLUSTRE`"), run.err());
    assertTrue(run.err().contains("bad.yaml:4:26: ECS_LOGLEVEL "), run.err());
  }

  @Test
  void warns_of_an_unknown_name_in_text_and_json() throws IOException {
    Path file = file("new.yaml", "schemaVersion: 1\nsettings: {ECS_QUITE_NEW: {equals: a}}\n");

    Run run = Run.of("baseline", "check", "--format", "json", file.toString());

    assertEquals(ExitCode.COMPLIANT, run.code());
    assertTrue(
        run.err().startsWith("{\"level\": \"warning\", \"message\": \"warning: "), run.err());
    assertTrue(
        run.json().at("/baseline/warnings/0").textValue().contains("new.yaml:2:12: "), run.out());
    Run.write(folder, "etc/ecs/ecs.config", "ECS_CLUSTER=a\n");
    Run audit =
        Run.of("audit", "--format", "json", "--root", folder.toString(), "--baseline", "" + file);
    assertEquals(1, audit.json().at("/baseline/warnings").size());
    assertEquals("option", audit.json().at("/baseline/chosenBy").textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"strict", "default", "fleet", "new"})
  void prints_json_as_its_schema_says(String name) throws IOException {
    // Given
    ReportSchema schema = new ReportSchema("baseline-v1.schema.json");
    String baseline =
        switch (name) {
          case "fleet" -> file("fleet.yaml", FLEET).toString();
          case "new" ->
              file(
                      "new.yaml",
                      """
                      schemaVersion: 1
                      settings:
                        ECS_QUITE_NEW: {present: true}
                        ECS_LOGLEVEL: {oneOf: [info, warn], severity: LOW}
                        ECS_BACKEND_HOST: {unset: true}
                      controls:
                        task-role: {severity: HIGH}
                        runtime-stats: {enabled: false}
                      waivers:
                        - {control: task-role, reason: r, approvedBy: a, expires: 2020-01-01}
                        - {control: agent-settings, setting: ECS_LOGLEVEL, reason: r, approvedBy: a,
                           expires: 2099-01-01}
                      """)
                  .toString();
          default -> name;
        };

    // Then
    for (String verb : List.of("check", "show")) {
      JsonNode json = Run.of("baseline", verb, "--format", "json", baseline).json();
      assertEquals(List.of(), schema.violations(json), verb);
    }
    JsonNode difference = Run.of("baseline", "diff", "--format", "json", "strict", baseline).json();
    assertEquals(List.of(), schema.violations(difference));
    assertFalse(schema.violations(((ObjectNode) difference).put("extra", 1)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"strict", "default", "fleet"})
  void show_is_a_baseline_that_comes_to_the_same(String name) throws IOException {
    // Given
    String baseline = name.equals("fleet") ? file("fleet.yaml", FLEET).toString() : name;

    // When
    Path shown = file("shown.yaml", Run.of("baseline", "show", baseline).out());
    Run difference = Run.of("baseline", "diff", baseline, shown.toString());

    // Then
    assertEquals(ExitCode.COMPLIANT, difference.code(), difference.err());
    assertTrue(
        difference.out().endsWith("The baselines have the same effect.\n"), difference.out());
  }

  @Test
  void diff_names_each_difference_by_its_path() throws IOException {
    Path file = file("fleet.yaml", FLEET);

    Run run = Run.of("baseline", "diff", "strict", file.toString());
    JsonNode json = Run.of("baseline", "diff", "--format", "json", "strict", "" + file).json();

    assertTrue(run.out().contains("\n-controls.additional-local-routes.allow: []\n"), run.out());
    assertTrue(run.out().contains("\n+controls.additional-local-routes.allow: ['10.20.0.0/16']\n"));
    assertTrue(run.out().contains("\n+settings.ECS_BACKEND_HOST: unset: true\n"), run.out());
    assertEquals(
        run.out().lines().filter(line -> line.startsWith("+") && !line.startsWith("+++")).count(),
        json.get("differences").size());
  }

  @Test
  void a_snapshot_agrees_with_the_instance_it_was_taken_from() throws IOException {
    // Given
    Run.write(
        folder,
        "etc/ecs/ecs.config",
        "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=no\nECS_LOGLEVEL=warn\n"
            + "ECS_ENGINE_AUTH_DATA={\"r\":{\"password\":\"PLANTED\"}}\n"
            + "ECS_INSTANCE_ATTRIBUTES={\"a\": \"it's\"}\n");

    // When
    Run snapshot = Run.of("baseline", "snapshot", "--root", folder.toString());
    Path file = file("snapshot.yaml", snapshot.out());
    Run audit =
        Run.of(
            "audit",
            "--root",
            folder.toString(),
            "--baseline",
            "" + file,
            "--only",
            "agent-settings",
            "--format",
            "json");

    // Then
    assertFalse(snapshot.out().contains("PLANTED"), snapshot.out());
    assertTrue(
        snapshot.out().contains("# ECS_AWSVPC_BLOCK_IMDS is left out: the control"),
        snapshot.out());
    assertEquals(ExitCode.COMPLIANT, audit.code(), audit.out() + audit.err());
    assertEquals(3, audit.json().at("/summary/pass").intValue(), audit.out());
    Run check = Run.of("baseline", "check", "" + file);
    assertEquals("", check.err());
  }

  @Test
  void reads_a_baseline_from_standard_input() throws IOException {
    Run.write(folder, "etc/ecs/ecs.config", "ECS_LOGLEVEL=debug\n");

    Run audit = Run.withInput(FLEET, "audit", "--baseline", "-", "--root", folder.toString());
    Run bad = Run.withInput("schemaVersion: 1\nx: 1\n", "baseline", "check", "-");
    Run large = Run.withInput("#".repeat((1 << 20) + 9), "baseline", "check", "-");

    assertTrue(audit.out().contains("baseline  fleet (standard input)"), audit.out() + audit.err());
    assertEquals(ExitCode.BAD_BASELINE, bad.code());
    assertTrue(bad.err().contains("standard input:2:1: unknown key `x`"), bad.err());
    assertEquals(ExitCode.BAD_BASELINE, large.code());
    assertTrue(large.err().contains("larger than 1 MiB"), large.err());
  }

  @Test
  void takes_the_baseline_that_the_variable_names_and_says_so() throws IOException {
    // Given
    Run.write(folder, "etc/ecs/ecs.config", "ECS_LOGLEVEL=debug\n");
    Map<String, String> environment =
        Map.of("ECS_HARDEN_BASELINE", file("fleet.yaml", FLEET).toString());
    String[] audit = {"audit", "--root", folder.toString()};

    // When
    Run named = Run.in(false, environment, audit);
    Run option =
        Run.in(false, environment, "audit", "--root", folder.toString(), "--baseline", "strict");
    Run none = Run.in(false, Map.of("ECS_HARDEN_BASELINE", " "), audit);

    // Then
    assertTrue(named.out().contains("fleet.yaml, ECS_HARDEN_BASELINE)"), named.out());
    assertTrue(option.out().contains("baseline  strict (built in)"), option.out());
    assertTrue(none.out().contains("baseline  default (built in)"), none.out());
  }

  @Test
  void shows_its_verbs_where_none_is_given() {
    Run run = Run.of("baseline");

    assertEquals(ExitCode.COMPLIANT, run.code());
    for (String verb : new String[] {"check", "show", "diff", "snapshot"}) {
      assertTrue(run.out().contains("\n  " + verb), run.out());
    }
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
