package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.settings.Instance;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeverReachesAgentTest {

  @Test
  void finds_a_setting_of_the_agent_in_the_unit_of_ecs_init() {
    Hosts hosts =
        Hosts.instance()
            .withDropIn("[Service]\nEnvironment=ECS_CLUSTER=a\nEnvironment=NO_PROXY=b C=d\n");

    assertEquals(
        List.of(
            "/etc/systemd/system/ecs.service.d/10-test.conf:2 never-reaches-agent ECS_CLUSTER,"
                + " intended `a`"),
        found(new NeverReachesAgent(), hosts));
  }

  @Test
  void tells_nobody_to_bring_an_aws_key_into_force() {
    Hosts hosts =
        Hosts.instance().withDropIn("[Service]\nEnvironment=AWS_SECRET_ACCESS_KEY=hunter2\n");

    assertEquals(
        "Remove the line, and use the instance role",
        new NeverReachesAgent().find(Instance.of(hosts.facts())).getFirst().remedy());
  }
}
