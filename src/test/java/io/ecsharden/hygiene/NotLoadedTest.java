package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.Instance;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotLoadedTest {

  @Test
  void finds_variables_of_ecs_init_in_a_file_that_its_unit_does_not_load() {
    Hosts hosts = with(HostFacts.INSTANCE_CONFIG, "ECS_AGENT_RUN_PRIVILEGED=false\nNO_PROXY=a\n");

    assertEquals(
        List.of("/var/lib/ecs/ecs.config:1 not-loaded ECS_AGENT_RUN_PRIVILEGED, intended `false`"),
        found(new NotLoaded(), hosts));
  }

  @Test
  void leaves_a_file_that_the_unit_loads() {
    assertEquals(
        List.of(),
        found(new NotLoaded(), with(HostFacts.ECS_CONFIG, "ECS_AGENT_RUN_PRIVILEGED=false\n")));
  }

  @Test
  void wants_a_line_moved_only_where_it_does_no_harm() {
    assertEquals("Move the line to /etc/ecs/ecs.config", remedy("ECS_AGENT_RUN_PRIVILEGED=false"));
    String remove = "Remove the line: it has no effect, and should have none";
    assertEquals(remove, remedy("ECS_AGENT_RUN_PRIVILEGED=true"));
    assertEquals(remove, remedy("ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=1"));
    assertEquals(remove, remedy("ECS_AGENT_APPARMOR_PROFILE=unconfined"));
  }

  private static String remedy(String line) {
    Hosts hosts = with(HostFacts.INSTANCE_CONFIG, line + "\n");
    return new NotLoaded().find(Instance.of(hosts.facts())).getFirst().remedy();
  }

  private static Hosts with(String path, String text) {
    return Hosts.instance()
        .withUnit("[Service]\nEnvironmentFile=-/etc/ecs/ecs.config\n")
        .with(path, text);
  }
}
