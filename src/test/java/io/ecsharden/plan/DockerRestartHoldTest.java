package io.ecsharden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.Instance;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockerRestartHoldTest {

  @Test
  void holds_back_a_restart_that_dockerd_would_not_survive() {
    // When
    List<RestartHold> holds = holds("{\n  \"credsStore\": \"ecr-login\"\n}\n");

    // Then
    assertEquals(
        List.of(RestartHold.Kind.DOCKERD_WOULD_NOT_START),
        holds.stream().map(RestartHold::kind).toList());
    assertFalse(holds.getFirst().kind().isLiftedOnRequest());
  }

  @Test
  void lets_a_right_file_restart() {
    assertEquals(List.of(), holds("{\"live-restore\": true}"));
  }

  private static List<RestartHold> holds(String json) {
    return RestartHold.ofDocker(
        Instance.of(
            Hosts.instance()
                .withDockerUnit("[Service]\nExecStart=/usr/bin/dockerd -H fd://\n")
                .with(HostFacts.DAEMON_JSON, json)
                .facts()));
  }
}
