package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonNotLoadedTest {

  @Test
  void finds_a_json_file_that_the_agent_does_not_read() {
    Hosts hosts =
        Hosts.instance()
            .with(HostFacts.ECS_CONFIG, "ECS_AGENT_CONFIG_FILE_PATH=/other\n")
            .with(HostFacts.JSON_CONFIG, "{}");

    assertEquals(
        List.of("/etc/ecs/ecs.config.json not-loaded ECS_AGENT_CONFIG_FILE_PATH: `/other`"),
        found(new JsonNotLoaded(), hosts));
  }

  @Test
  void leaves_one_that_it_reads() {
    Hosts hosts = Hosts.instance().with(HostFacts.JSON_CONFIG, "{}");

    assertEquals(List.of(), found(new JsonNotLoaded(), hosts));
  }

  @Test
  void leaves_a_file_that_is_not_there() {
    Hosts hosts =
        Hosts.instance().with(HostFacts.ECS_CONFIG, "ECS_AGENT_CONFIG_FILE_PATH=/other\n");

    assertEquals(List.of(), found(new JsonNotLoaded(), hosts));
  }
}
