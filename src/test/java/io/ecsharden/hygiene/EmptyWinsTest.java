package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.file;
import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmptyWinsTest {

  @Test
  void finds_an_empty_value_that_overrides_another_line() {
    assertEquals(
        List.of("2 empty-wins ECS_CLUSTER: ``, intended `a`"),
        file("ECS_CLUSTER=a", "ECS_CLUSTER="));
  }

  @Test
  void finds_an_empty_value_that_overrides_a_default_of_ecs_init() {
    assertEquals(
        List.of("1 empty-wins ECS_ENABLE_TASK_IAM_ROLE: ``, intended `true`"),
        file("ECS_ENABLE_TASK_IAM_ROLE="));
  }

  @Test
  void finds_an_empty_value_that_overrides_another_file() {
    Hosts hosts =
        Hosts.instance()
            .with(HostFacts.ECS_CONFIG, "ECS_CLUSTER=\n")
            .with(HostFacts.INSTANCE_CONFIG, "ECS_CLUSTER=a\n");

    assertEquals(
        List.of("/etc/ecs/ecs.config:1 empty-wins ECS_CLUSTER: ``, intended `a`"),
        found(new EmptyWins(), hosts));
  }

  @Test
  void leaves_an_empty_value_that_overrides_nothing() {
    assertEquals(List.of(), file("ECS_CLUSTER="));
    assertEquals(
        List.of("1 duplicate ECS_CLUSTER: ``, intended ``"), file("ECS_CLUSTER=", "ECS_CLUSTER="));
  }
}
