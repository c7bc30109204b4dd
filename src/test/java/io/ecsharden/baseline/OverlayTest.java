package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.baseline.ParameterValue.Text;
import io.ecsharden.baseline.ParameterValue.TextList;
import io.ecsharden.format.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a file lies over what it extends. */
class OverlayTest {

  private final TestFiles files =
      new TestFiles()
          .with(
              "fleets/base.yaml",
              """
              schemaVersion: 1
              settings:
                ECS_LOGLEVEL: {oneOf: [info, warn], severity: LOW}
                ECS_CLUSTER: {present: true}
              controls:
                task-role: {enabled: false, severity: HIGH}
                secrets-in-config: {severity: LOW, parameters: {maxMode: 600}}
              waivers:
                - {control: task-role, reason: old, approvedBy: them, expires: 2026-01-01}
              """);

  @Test
  void settings_replace_per_key() throws BadBaseline {
    // Given
    files.with(
        "fleets/mine.yaml",
        """
        schemaVersion: 1
        extends: base.yaml
        settings:
          ECS_LOGLEVEL: {equals: debug}
          ECS_BACKEND_HOST: {unset: true}
        """);

    // When
    Baseline baseline = files.load("fleets/mine.yaml");

    // Then
    assertEquals(
        Map.of(
            "ECS_LOGLEVEL",
            new Expectation(
                "ECS_LOGLEVEL",
                new Condition.Equals("debug"),
                Optional.empty(),
                new Location("fleets/mine.yaml", 4, 3)),
            "ECS_BACKEND_HOST",
            new Expectation(
                "ECS_BACKEND_HOST",
                new Condition.Unset(),
                Optional.empty(),
                new Location("fleets/mine.yaml", 5, 3)),
            "ECS_CLUSTER",
            new Expectation(
                "ECS_CLUSTER",
                new Condition.Present(),
                Optional.empty(),
                new Location("fleets/base.yaml", 4, 3))),
        baseline.settings());
  }

  @Test
  void null_removes_an_inherited_expectation() throws BadBaseline {
    // Given
    files.with(
        "fleets/mine.yaml",
        "schemaVersion: 1\nextends: base.yaml\nsettings: {ECS_CLUSTER: null, ECS_OTHER: ~}\n");

    // When
    Baseline baseline = files.load("fleets/mine.yaml");

    // Then
    assertEquals(Set.of("ECS_LOGLEVEL"), baseline.settings().keySet());
  }

  @Test
  void controls_replace_per_field_and_parameters_per_parameter() throws BadBaseline {
    // Given
    files.with(
        "fleets/mine.yaml",
        """
        schemaVersion: 1
        extends: base.yaml
        controls:
          task-role: {enabled: true}
          secrets-in-config: {severity: CRITICAL}
          additional-local-routes: {parameters: {allow: [10.0.0.0/8]}}
        """);

    // When
    Map<String, ControlPolicy> controls = files.load("fleets/mine.yaml").controls();

    // Then
    assertEquals(
        new ControlPolicy(true, Optional.of(Severity.HIGH), Map.of()), controls.get("task-role"));
    assertEquals(
        new ControlPolicy(
            true, Optional.of(Severity.CRITICAL), Map.of("maxMode", new Text("0600"))),
        controls.get("secrets-in-config"));
    assertEquals(
        new ControlPolicy(
            true, Optional.empty(), Map.of("allow", new TextList(List.of("10.0.0.0/8")))),
        controls.get("additional-local-routes"));
  }

  @Test
  void waivers_are_added_the_nearest_first() throws BadBaseline {
    // Given
    files.with(
        "fleets/mine.yaml",
        """
        schemaVersion: 1
        extends: base.yaml
        waivers:
          - {control: task-role, reason: new, approvedBy: us, expires: 2029-01-01}
        """);

    // When
    List<Waiver> waivers = files.load("fleets/mine.yaml").waivers();

    // Then
    assertEquals(List.of("new", "old"), waivers.stream().map(Waiver::reason).toList());
    assertEquals("fleets/mine.yaml:4", waivers.getFirst().where().toString());
    assertEquals("fleets/base.yaml:9", waivers.getLast().where().toString());
  }

  @Test
  void a_file_that_extends_nothing_has_every_control_on_with_its_defaults() throws BadBaseline {
    // Given
    files.with("bare.yaml", "schemaVersion: 1\n");

    // When
    Baseline baseline = files.load("bare.yaml");

    // Then
    assertEquals(TestCatalog.CATALOG.ids(), baseline.controls().keySet());
    assertTrue(baseline.controls().values().stream().allMatch(ControlPolicy::enabled));
    assertEquals(
        Map.of("expected", new Text("true")),
        baseline.policy("task-role-network-host").parameters());
    assertEquals(List.of(), baseline.chain());
  }

  @Test
  void the_name_is_that_of_the_file_unless_the_file_says_another() throws BadBaseline {
    // Given
    files.with("fleets/named.yaml", "schemaVersion: 1\nname: \" my fleet \"\n");
    files.with("fleets/v1.2.yaml", "schemaVersion: 1\nextends: named.yaml\n");
    files.with("fleets/.hidden", "schemaVersion: 1\n");

    // Then
    assertEquals("my fleet", files.load("fleets/named.yaml").name());
    assertEquals("v1.2", files.load("fleets/v1.2.yaml").name());
    assertEquals(".hidden", files.load("fleets/.hidden").name());
  }

  @Test
  void the_example_does_what_its_comments_say() throws BadBaseline, IOException {
    // Given
    TestFiles examples = TestFiles.below(Path.of("ecs-config/baselines"));

    // When
    Baseline example = examples.load("overlay-example.yaml");

    // Then
    assertEquals("payments", example.name());
    assertEquals(List.of("builtin:strict", "builtin:default"), example.chain());
    assertEquals(
        Set.of("ECS_AUDIT_LOGFILE_DISABLED", "ECS_BACKEND_HOST", "ECS_CLUSTER", "ECS_LOGLEVEL"),
        example.settings().keySet());
    assertEquals(
        new ControlPolicy(
            true,
            Optional.of(Severity.HIGH),
            Map.of("allow", new TextList(List.of("10.20.0.0/16")))),
        example.policy("additional-local-routes"));
    assertEquals(2, example.waivers().size());
    assertFalse(example.policy("task-role-network-host").parameters().isEmpty());
  }

  @Test
  void a_loaded_baseline_cannot_be_changed() throws BadBaseline {
    // When
    Baseline baseline = files.load("fleets/base.yaml");

    // Then
    assertThrows(UnsupportedOperationException.class, () -> baseline.settings().clear());
    assertThrows(UnsupportedOperationException.class, () -> baseline.controls().clear());
    assertThrows(UnsupportedOperationException.class, () -> baseline.waivers().clear());
  }
}
