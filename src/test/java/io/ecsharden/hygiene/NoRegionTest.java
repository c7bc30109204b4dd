package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoRegionTest {

  @Test
  void finds_an_external_instance_without_a_region() {
    assertEquals(
        List.of("/etc/ecs/ecs.config:1 no-region AWS_DEFAULT_REGION"),
        found(new NoRegion(), with("ECS_EXTERNAL=true\n")));
  }

  @Test
  void leaves_one_with_a_region_and_those_in_ec2() {
    assertEquals(
        List.of(),
        found(new NoRegion(), with("ECS_EXTERNAL=true\nAWS_DEFAULT_REGION=eu-central-1\n")));
    assertEquals(List.of(), found(new NoRegion(), with("ECS_EXTERNAL=false\n")));
  }

  private static Hosts with(String text) {
    return Hosts.instance().with(HostFacts.ECS_CONFIG, text);
  }
}
