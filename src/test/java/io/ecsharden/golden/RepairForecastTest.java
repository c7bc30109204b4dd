package io.ecsharden.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Planner;
import io.ecsharden.plan.Selection;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An audit promises no repair that the plan does not make. */
class RepairForecastTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /**
   * Only a plan finds out that it may not write: a setting that is never changed, and a file that
   * is not UTF-8.
   */
  private static final Set<String> REFUSED =
      Set.of("baseline/expected-settings", "bytes/utf-16-big-endian", "bytes/utf-16-of-notepad");

  static List<String> names() throws IOException {
    return GoldenHosts.names().stream().filter(name -> !REFUSED.contains(name)).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void does_not_promise_a_repair_that_is_left_to_a_person(String name) throws IOException {
    // Given
    Instance instance = GoldenHosts.instance(name);
    Baseline baseline = GoldenHosts.baseline(name);
    Auditor auditor = new Auditor(Controls.all(), baseline, NOW);
    List<Finding> findings = auditor.audit(instance);
    HostFacts facts = instance.facts();
    for (FileContent change :
        new Planner(auditor, Selection.ALL).plan(instance, findings).files()) {
      facts =
          facts.with(
              new FileFact.Content(
                  change.path(), change.after().orElseThrow(), change.mode(), 0, 0));
    }

    // When
    List<Finding> after = auditor.audit(Instance.of(facts));

    // Then
    List<String> wrong = new ArrayList<>();
    for (Finding finding : findings) {
      boolean left =
          after.stream()
              .anyMatch(other ->
                  other.status() == Status.FAIL
                      && other.control().equals(finding.control())
                      && other.subject().equals(finding.subject()));
      if (finding.status() == Status.FAIL && left && finding.repair() == Finding.Repair.FIX) {
        wrong.add(finding.control() + " " + finding.subject() + ": " + finding.repair());
      }
    }
    assertEquals(List.of(), wrong);
  }
}
