package io.ecsharden.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.Instance;
import java.util.List;
import org.junit.jupiter.api.Test;

class HygieneTest {

  @Test
  void looks_once() {
    Hygiene hygiene = Hygiene.of(Instance.of(hosts().facts()));

    assertSame(hygiene.defects(), hygiene.defects());
  }

  @Test
  void lists_what_stops_the_agent_first_and_what_lies_between_files_last() {
    assertEquals(
        List.of("agent-exits", "invalid-value", "quoted-value", "never-reaches-agent"),
        Hygiene.of(Instance.of(hosts().facts())).defects().stream()
            .map(defect -> defect.kind().id())
            .toList());
  }

  @Test
  void finds_nothing_in_processes() {
    assertEquals(List.of(), Hygiene.ofProcesses().defects());
  }

  private static Hosts hosts() {
    return Hosts.instance()
        .with(HostFacts.ECS_CONFIG, "ECS_INSTANCE_ATTRIBUTES={\nECS_CLUSTER=\"a\"\n")
        .withDropIn("[Service]\nEnvironment=ECS_CLUSTER=a\n");
  }
}
