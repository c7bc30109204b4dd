package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class IgnoredJsonFieldTest {

  @Test
  void finds_members_that_name_no_field() {
    Hosts hosts =
        Hosts.instance()
            .with(
                HostFacts.JSON_CONFIG,
                """
                {
                  "Cluster": "a",
                  "AWSVPCBlockInstanceMetadata": true,
                  "ECS_CLUSTER": "a",
                  "Nothing": 1
                }
                """);

    assertEquals(
        List.of(
            "/etc/ecs/ecs.config.json:3 ignored-json-field ECS_AWSVPC_BLOCK_IMDS",
            "/etc/ecs/ecs.config.json:4 ignored-json-field ECS_CLUSTER",
            "/etc/ecs/ecs.config.json:5 ignored-json-field Nothing"),
        found(new IgnoredJsonField(), hosts));
  }
}
