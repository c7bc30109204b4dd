package io.ecsharden.settings.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code DefaultEnvironment=} of systemd's manager. */
class ManagerEnvironmentTest {

  private static final String DROP_IN = "/etc/systemd/system.conf.d/10-proxy.conf";

  @Test
  void comes_before_the_unit_whose_empty_line_leaves_it() {
    // Given
    HostFacts host =
        Hosts.instance()
            .with(DROP_IN, "[Manager]\nDefaultEnvironment=B=2 \"C=x y\"\n")
            .with(HostFacts.MANAGER, "[Manager]\nDefaultEnvironment=A=1\n")
            .withUnit("[Service]\nEnvironment=D=4\nEnvironment=\nEnvironment=B=5\n")
            .facts();

    // When
    UnitEnvironment unit = UnitEnvironment.of(host.ecsUnit(), host.managerFiles());

    // Then
    assertEquals(
        List.of("A=1", "B=2", "C=x y", "B=5"),
        unit.variables().stream().map(v -> v.key() + "=" + v.source().unmasked()).toList());
  }

  @Test
  void is_emptied_by_an_empty_line() {
    // Given
    HostFacts host =
        Hosts.instance()
            .with(HostFacts.MANAGER, "[Manager]\nDefaultEnvironment=A=1\n")
            .with(DROP_IN, "[Manager]\nDefaultEnvironment=\n")
            .facts();

    // Then
    assertEquals(List.of(), UnitEnvironment.of(host.ecsUnit(), host.managerFiles()).variables());
  }

  @Test
  void is_a_gap_where_it_cannot_be_read() {
    // Given
    HostFacts host =
        Hosts.instance()
            .with(
                new FileFact.Unreadable(DROP_IN, FileFact.Cause.NO_PERMISSION, "permission denied"))
            .facts();

    // Then
    assertTrue(UnitEnvironment.of(host.ecsUnit(), host.managerFiles()).gap().isPresent());
  }
}
