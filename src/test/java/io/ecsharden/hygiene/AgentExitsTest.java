package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentExitsTest {

  @Test
  void finds_what_the_agent_does_not_start_with() {
    Hosts hosts = Hosts.instance().with(HostFacts.ECS_CONFIG, "ECS_INSTANCE_ATTRIBUTES=a\n");

    assertEquals(List.of("/etc/ecs/ecs.config:1 agent-exits"), found(new AgentExits(), hosts));
    assertEquals(List.of(), found(new AgentExits(), Hosts.instance()));
  }
}
