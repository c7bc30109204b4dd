package io.ecsharden.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Planner;
import io.ecsharden.plan.Selection;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a repair makes of the instances of {@link GoldenHosts}: {@code X.plan} says it, and the
 * files that change are there as the repair leaves them. {@code -Dgolden.update=true} writes these
 * files.
 */
class GoldenPlanTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static final String DROP_IN =
      "/etc/systemd/system/docker.service.d/zz-ecs-harden-no-proxy.conf";

  /** The extension of a file after the repair, by its path. */
  static final Map<String, String> FIXED =
      Map.of(
          HostFacts.ECS_CONFIG,
          "fixed",
          HostFacts.INSTANCE_CONFIG,
          "fixed.var-lib",
          HostFacts.JSON_CONFIG,
          "fixed.json",
          HostFacts.DAEMON_JSON,
          "fixed.daemon-json",
          DROP_IN,
          "fixed.docker-dropin");

  static List<String> names() throws IOException {
    return GoldenHosts.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void repairs_what_a_careful_person_would_repair(String name) throws IOException {
    // Given
    Instance instance = GoldenHosts.instance(name);

    // When
    Plan plan = plan(name, instance);

    // Then
    check(GoldenHosts.file(name, "plan"), PlanText.of(plan));
    for (Map.Entry<String, String> file : FIXED.entrySet()) {
      check(GoldenHosts.file(name, file.getValue()), after(plan, file.getKey()));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void has_nothing_to_do_a_second_time(String name) throws IOException {
    // Given
    Instance instance = GoldenHosts.instance(name);
    HostFacts facts = instance.facts();
    for (FileContent change : plan(name, instance).files()) {
      facts =
          facts.with(
              new FileFact.Content(
                  change.path(), change.after().orElseThrow(), change.mode(), 0, 0));
    }

    // When: whether a restart is pending is not asked, since nobody restarted anything
    Plan second = plan(name, Instance.of(facts.withRunning(RunningFacts.OFFLINE)));

    // Then
    assertTrue(second.isEmpty(), () -> PlanText.of(second));
  }

  private static Plan plan(String name, Instance instance) throws IOException {
    Baseline baseline = GoldenHosts.baseline(name);
    Auditor auditor = new Auditor(Controls.all(), baseline, NOW);
    return new Planner(auditor, Selection.ALL).plan(instance, auditor.audit(instance));
  }

  private static Optional<byte[]> after(Plan plan, String path) {
    return plan.files().stream()
        .filter(change -> change.path().equals(path))
        .filter(change ->
            !java.util.Arrays.equals(change.after().orElseThrow(), change.before().bytesOrEmpty()))
        .findFirst()
        .flatMap(FileContent::after);
  }

  private static void check(Path golden, String text) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, text);
    }
    assertEquals(Files.readString(golden), text);
  }

  private static void check(Path golden, Optional<byte[]> bytes) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.deleteIfExists(golden);
      if (bytes.isPresent()) {
        Files.write(golden, bytes.get());
      }
    }
    if (bytes.isPresent()) {
      assertArrayEquals(Files.readAllBytes(golden), bytes.get());
    } else {
      assertFalse(Files.exists(golden), golden + " does not change");
    }
  }
}
