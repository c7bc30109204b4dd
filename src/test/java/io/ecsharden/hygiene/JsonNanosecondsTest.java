package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonNanosecondsTest {

  private static final JsonNanoseconds RULE = new JsonNanoseconds();

  @Test
  void finds_durations_of_less_than_a_millisecond() {
    assertEquals(
        List.of(
            "/etc/ecs/ecs.config.json:1 invalid-value ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION:"
                + " `999us999ns`"),
        found(RULE, json("{\"TaskCleanupWaitDuration\": 999999}")));
  }

  @Test
  void leaves_longer_ones_and_none() {
    assertEquals(List.of(), found(RULE, json("{\"TaskCleanupWaitDuration\": 1000000}")));
    assertEquals(List.of(), found(RULE, json("{\"TaskCleanupWaitDuration\": 0}")));
    assertEquals(List.of(), found(RULE, json("{\"Cluster\": \"a\"}")));
  }

  private static Hosts json(String text) {
    return Hosts.instance().with(HostFacts.JSON_CONFIG, text);
  }
}
