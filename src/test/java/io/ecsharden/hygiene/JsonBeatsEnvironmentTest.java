package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonBeatsEnvironmentTest {

  @Test
  void finds_a_false_that_cannot_switch_anything_off() {
    assertEquals(
        List.of(
            "/etc/ecs/ecs.config.json:1 json-beats-environment"
                + " ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST: `true`, intended `false`"),
        found(new JsonBeatsEnvironment(), with("false")));
  }

  @Test
  void leaves_what_the_environment_switches_on_too() {
    assertEquals(List.of(), found(new JsonBeatsEnvironment(), with("true")));
  }

  private static Hosts with(String value) {
    return Hosts.instance()
        .with(HostFacts.ECS_CONFIG, "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=" + value + "\n")
        .with(HostFacts.JSON_CONFIG, "{\"TaskIAMRoleEnabledForNetworkHost\": true}");
  }
}
