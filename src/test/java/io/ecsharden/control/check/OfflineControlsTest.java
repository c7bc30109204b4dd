package io.ecsharden.control.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.control.Audits;
import io.ecsharden.control.Control;
import io.ecsharden.control.Finding;
import io.ecsharden.facts.HostFacts;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Nothing runs in a tree of files. A control about nothing but what runs has no finding there: a
 * "not evaluated" in each report on an image would say nothing.
 */
class OfflineControlsTest {

  private static final Set<String> LEFT_OUT =
      Set.of(
          "agent-running",
          "pending-edit",
          "task-exposure",
          "awsvpc-preferred",
          "metadata-options",
          "private-endpoints");

  @Test
  void every_other_control_has_a_finding() {
    // Given
    Hosts host = Hosts.instance().with(HostFacts.ECS_CONFIG, "ECS_CLUSTER=c\n");

    // When
    Set<String> found =
        Audits.findings(
                host,
                "controls: {awsvpc-enabled: {enabled: true}, awsvpc-preferred: {enabled: true},"
                    + " metadata-options: {enabled: true}, private-endpoints: {enabled: true}}",
                "settings: {ECS_CLUSTER: {equals: c}}")
            .stream()
            .map(Finding::control)
            .collect(Collectors.toSet());

    // Then
    Set<String> expected =
        Controls.all().stream().map(control -> control.info().id()).collect(Collectors.toSet());
    expected.removeAll(LEFT_OUT);
    assertEquals(expected, found);
  }

  @Test
  void those_that_are_left_out_say_so() {
    for (Control control : Controls.all()) {
      if (LEFT_OUT.contains(control.info().id())) {
        assertTrue(
            String.join(" ", control.info().limits()).contains("tree of files leaves it out"),
            control.info().id());
      }
    }
  }
}
