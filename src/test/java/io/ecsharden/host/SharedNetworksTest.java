package io.ecsharden.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.control.task.Containers;
import io.ecsharden.facts.MetadataWays;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.Way;
import io.ecsharden.host.docker.ContainerProcess;
import io.ecsharden.host.docker.TaskSummary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From which containers the network of a pause container is seen. */
class SharedNetworksTest {

  private static final String PAUSE = "ab12".repeat(16);
  private static final ContainerProcess PLAIN =
      new ContainerProcess(7, Optional.empty(), false, List.of(), List.of("no-new-privileges"));

  private final SharedNetworks networks = new SharedNetworks();

  @Test
  void sees_a_network_from_a_plain_container_of_the_same_task() {
    networks.add(sharing(PAUSE, Containers.REFUSED), PLAIN);

    assertEquals(
        Optional.of(new MetadataWays(Containers.REFUSED, Containers.REFUSED)),
        networks.of(pause(Containers.arn("t1"))));
  }

  @Test
  void does_not_see_the_network_of_another_task() {
    networks.add(sharing(PAUSE, Containers.REFUSED), PLAIN);

    assertEquals(Optional.empty(), networks.of(pause(Containers.arn("t2"))));
  }

  @Test
  void does_not_see_the_network_of_another_container() {
    networks.add(sharing("cd34".repeat(16), Containers.REFUSED), PLAIN);
    networks.add(Containers.host("t1"), PLAIN);

    assertEquals(Optional.empty(), networks.of(pause(Containers.arn("t1"))));
  }

  @Test
  void does_not_see_a_network_whose_routes_were_not_read() {
    networks.add(sharing(PAUSE, new Way.Unseen("no time")), PLAIN);

    assertEquals(Optional.empty(), networks.of(pause(Containers.arn("t1"))));
  }

  /** Each of these can be in another network than the one that it was started in. */
  @ParameterizedTest
  @CsvSource({"true,,", "false,SYS_ADMIN,", "false,,seccomp=unconfined", "false,,seccomp:{}"})
  void does_not_trust_a_container_with_rights(boolean privileged, String added, String option) {
    // Given
    ContainerProcess strong =
        new ContainerProcess(7, Optional.empty(), privileged, list(added), list(option));

    // When
    networks.add(sharing(PAUSE, Containers.REFUSED), strong);

    // Then
    assertEquals(Optional.empty(), networks.of(pause(Containers.arn("t1"))));

    // And a plain one is enough
    networks.add(sharing(PAUSE, Containers.OPEN), PLAIN);
    assertEquals(
        Optional.of(new MetadataWays(Containers.OPEN, Containers.OPEN)),
        networks.of(pause(Containers.arn("t1"))));
  }

  private static List<String> list(String text) {
    return Optional.ofNullable(text).stream().toList();
  }

  private static TaskContainer sharing(String owner, Way way) {
    return Containers.of("c", "t1", "web", new Network.Shared(owner), way);
  }

  private static TaskSummary pause(String task) {
    return new TaskSummary(
        PAUSE,
        "pause",
        Optional.empty(),
        new TaskSummary.Labels("prod", task, TaskContainer.PAUSE, "pay", "7"),
        "none",
        List.of("none"));
  }
}
