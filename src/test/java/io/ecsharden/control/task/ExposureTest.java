package io.ecsharden.control.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.MetadataProbes;
import io.ecsharden.facts.MetadataWays;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.facts.ProbeAnswer;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.facts.Way;
import io.ecsharden.settings.AgentBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which tasks reach the metadata service, and why. */
class ExposureTest {

  private static final AgentBlock SINCE_TEN =
      new AgentBlock.Since(Instant.parse("2026-11-26T10:03:00Z"));
  private static final AgentBlock SINCE_NINE =
      new AgentBlock.Since(Instant.parse("2026-11-26T09:00:00Z"));

  @Test
  void sees_an_awsvpc_task_with_the_block() {
    TaskExposure task = only(SINCE_NINE, Containers.awsvpc("t1", Containers.REFUSED));

    assertEquals(NetworkMode.AWSVPC, task.mode());
    assertEquals(Reach.BLOCKED, task.reach());
    assertEquals(List.of("web"), task.names());
  }

  @Test
  void says_that_a_task_is_older_than_the_block() {
    TaskExposure task = only(SINCE_TEN, Containers.awsvpc("t1", Containers.OPEN));

    assertEquals(Reach.EXPOSED, task.reach());
    assertEquals(Cause.OLDER_THAN_BLOCK, task.worst().cause());
    assertEquals(
        "it was started at 2026-11-26T09:12:00Z, before the agent with the block was started at"
            + " 2026-11-26T10:03:00Z",
        task.worst().reason());
    assertEquals("Replace the task: a new one is made with the block.", TaskRemedies.advice(task));
  }

  @Test
  void says_that_something_removed_the_routes_of_a_younger_task() {
    assertEquals(Cause.ROUTE_MISSING, cause(SINCE_NINE, Containers.awsvpc("t1", Containers.OPEN)));
  }

  /** A container can be started again, or later than others, in a network that is older. */
  @Test
  void says_that_a_network_is_older_than_the_block() {
    // Given
    List<TaskContainer> task = Containers.awsvpc("t1", Containers.OPEN);
    TaskContainer again = started(task.getLast(), Instant.parse("2026-11-26T10:30:00Z"));

    // Then
    assertEquals(Cause.OLDER_THAN_BLOCK, cause(SINCE_TEN, List.of(again, task.getFirst())));
  }

  @Test
  void says_that_the_agent_does_not_block() {
    assertEquals(
        Cause.BLOCK_OFF, cause(new AgentBlock.Off(), Containers.awsvpc("t1", Containers.OPEN)));
    assertEquals(
        Cause.AGENT_NOT_SEEN,
        cause(new AgentBlock.Unknown(), Containers.awsvpc("t1", Containers.OPEN)));
  }

  @Test
  void sees_that_ipv6_alone_is_open() {
    // Given
    List<TaskContainer> containers = new ArrayList<>();
    for (TaskContainer container : Containers.awsvpc("t1", Containers.REFUSED)) {
      containers.add(
          Containers.with(container, new MetadataWays(Containers.REFUSED, Containers.OPEN)));
    }

    // When
    TaskExposure task = only(SINCE_TEN, containers);

    // Then
    assertEquals(Reach.BLOCKED, task.ipv4().reach());
    assertEquals(Reach.EXPOSED, task.ipv6().reach());
    assertEquals(Reach.EXPOSED, task.reach());
  }

  @Test
  void sees_that_a_task_in_host_mode_reaches_it() {
    TaskExposure task = only(SINCE_NINE, List.of(Containers.host("t1")));

    assertEquals(NetworkMode.HOST, task.mode());
    assertEquals(Cause.HOST_MODE, task.worst().cause());
    assertEquals(List.of(), TaskRemedies.commands(task));
  }

  @Test
  void claims_nothing_of_a_bridge_whose_rules_nobody_read() {
    for (String network : List.of("bridge", "mine")) {
      TaskExposure task = only(SINCE_NINE, List.of(Containers.bridge("t1", network)));

      assertEquals(NetworkMode.BRIDGE, task.mode());
      assertEquals(Reach.NOT_SEEN, task.reach());
    }
  }

  @Test
  void tells_service_connect_on_a_bridge_from_awsvpc() {
    // Given
    TaskContainer pause =
        Containers.of(
            "p",
            "t1",
            "~internal~ecs~pause-web",
            new Network.Bridge(List.of("bridge"), List.of()),
            Containers.OPEN);
    TaskContainer web = Containers.of("c", "t1", "web", new Network.Shared("p"), Containers.OPEN);

    // When
    TaskExposure task = only(SINCE_NINE, List.of(pause, web));

    // Then
    assertEquals(NetworkMode.BRIDGE, task.mode());
    assertEquals(List.of("web"), task.names());
  }

  @Test
  void sees_that_a_task_without_a_network_has_no_way() {
    TaskExposure task =
        only(
            SINCE_NINE,
            List.of(Containers.of("c", "t1", "job", new Network.Nothing(), new Way.None())));

    assertEquals(NetworkMode.NONE, task.mode());
    assertEquals(Reach.BLOCKED, task.reach());
  }

  @Test
  void claims_nothing_of_the_network_of_an_unknown_container() {
    TaskExposure task =
        only(
            SINCE_NINE,
            List.of(Containers.of("c", "t1", "web", new Network.Shared("gone"), Containers.OPEN)));

    assertEquals(NetworkMode.SHARED, task.mode());
    assertEquals(Reach.NOT_SEEN, task.reach());
  }

  /** Two containers that say of each other that they share a network cannot be made by Docker. */
  @Test
  void ends_where_containers_share_in_a_circle() {
    List<TaskContainer> circle =
        List.of(
            Containers.of("a", "t1", "a", new Network.Shared("b"), Containers.OPEN),
            Containers.of("b", "t1", "b", new Network.Shared("a"), Containers.OPEN),
            Containers.of("c", "t1", "c", new Network.Shared("c"), Containers.OPEN));

    assertEquals(Reach.NOT_SEEN, only(SINCE_NINE, circle).reach());
  }

  @Test
  void lets_no_container_with_forged_labels_hide_a_task() {
    // Given: the labels of a real task, on a container that is blocked, and first in the list
    List<TaskContainer> containers = new ArrayList<>();
    containers.add(Containers.of("f1", "t1", "web", new Network.Nothing(), new Way.None()));
    containers.add(
        Containers.of("f2", "t1", TaskContainer.PAUSE, new Network.Nothing(), Containers.REFUSED));
    containers.addAll(Containers.awsvpc("t1", Containers.OPEN));

    // When
    Exposure exposure = exposure(SINCE_TEN, containers);

    // Then
    assertEquals(1, exposure.count(Reach.EXPOSED));
    assertEquals(NetworkMode.AWSVPC, exposure.tasks().getFirst().mode());
  }

  @Test
  void shows_a_container_that_only_calls_itself_a_pause_container() {
    TaskExposure task =
        only(
            SINCE_NINE,
            List.of(
                Containers.of(
                    "c", "t1", TaskContainer.PAUSE, new Network.Host(), Containers.OPEN)));

    assertEquals(Reach.EXPOSED, task.reach());
    assertEquals(List.of(TaskContainer.PAUSE), task.names());
  }

  @Test
  void puts_the_most_dangerous_first() {
    // Given
    List<TaskContainer> containers = new ArrayList<>(Containers.awsvpc("t1", Containers.REFUSED));
    containers.add(Containers.bridge("t2", "bridge"));
    containers.addAll(Containers.awsvpc("t3", Containers.OPEN));
    containers.add(Containers.host("t4"));

    // When
    Exposure exposure = exposure(SINCE_TEN, containers);

    // Then
    assertEquals(
        List.of("fam-t4:7", "fam-t3:7", "fam-t2:7", "fam-t1:7"),
        exposure.tasks().stream().map(TaskExposure::title).toList());
    assertEquals(2, exposure.count(Reach.EXPOSED));
    assertEquals(1, exposure.exposed(NetworkMode.HOST));
    assertEquals(1, exposure.exposed(NetworkMode.AWSVPC));
  }

  @Test
  void says_who_could_remove_a_block() {
    // Given
    TaskContainer web = Containers.awsvpc("t1", Containers.REFUSED).getLast();
    TaskContainer strong = copy(web, false, true);
    TaskContainer root = copy(web, true, false);

    // Then
    assertTrue(only(SINCE_NINE, List.of(strong)).warnings().getFirst().contains("NET_ADMIN"));
    assertTrue(only(SINCE_NINE, List.of(root)).warnings().getFirst().contains("privileged"));
  }

  @Test
  void makes_commands_of_plain_labels_alone() {
    // Given
    TaskExposure real = only(SINCE_TEN, Containers.awsvpc("t1", Containers.OPEN));
    TaskExposure forged = only(SINCE_TEN, Containers.awsvpc("t1;reboot", Containers.OPEN));

    // Then
    assertEquals(
        "aws ecs stop-task --cluster prod --task " + Containers.arn("t1"),
        TaskRemedies.commands(real).getLast());
    assertEquals(List.of(), TaskRemedies.commands(forged));
  }

  private static TaskContainer started(TaskContainer from, Instant time) {
    return new TaskContainer(
        from.id(),
        from.name(),
        from.labels(),
        from.network(),
        from.pid(),
        Optional.of(time),
        from.privileged(),
        from.netAdmin(),
        from.ways(),
        from.probes());
  }

  private static TaskContainer copy(TaskContainer from, boolean privileged, boolean netAdmin) {
    return new TaskContainer(
        from.id(),
        from.name(),
        from.labels(),
        new Network.Nothing(),
        7,
        Optional.of(Containers.STARTED),
        privileged,
        netAdmin,
        from.ways(),
        Optional.empty());
  }

  private static Cause cause(AgentBlock agent, List<TaskContainer> containers) {
    return only(agent, containers).worst().cause();
  }

  private static TaskExposure only(AgentBlock agent, List<TaskContainer> containers) {
    List<TaskExposure> tasks = exposure(agent, containers).tasks();
    assertEquals(1, tasks.size(), tasks.toString());
    return tasks.getFirst();
  }

  private static Exposure exposure(AgentBlock agent, List<TaskContainer> containers) {
    return Exposure.of(new TaskFacts.Seen(containers, 0), agent, new PacketFilter.NotAsked());
  }

  @Test
  void believes_a_probe_more_than_the_routes() {
    // Given
    TaskContainer bridge = Containers.bridge("t1", "bridge");
    TaskContainer blocked = Containers.awsvpc("t1", Containers.REFUSED).getFirst();
    ProbeAnswer accepted = new ProbeAnswer.Connected(ProbeAnswer.Token.NOT_ASKED);
    ProbeAnswer silent = new ProbeAnswer.Silent();

    // Then
    assertEquals(Cause.BRIDGE_OPEN, probed(bridge, accepted).cause());
    assertEquals(Reach.EXPOSED, probed(bridge, accepted).reach());
    assertEquals(Reach.BLOCKED, probed(bridge, silent).reach());
    assertEquals(Reach.EXPOSED, probed(blocked, accepted).reach());
    assertEquals(
        "a connection from inside its network failed: invalid argument",
        probed(blocked, new ProbeAnswer.Failed("invalid argument")).reason());
  }

  @Test
  void claims_no_more_where_the_probe_could_not_ask() {
    Verdict verdict =
        probed(Containers.bridge("t1", "bridge"), new ProbeAnswer.NotAsked("CAP_X is missing"));

    assertEquals(Reach.NOT_SEEN, verdict.reach());
    assertTrue(verdict.reason().endsWith("the probe could not ask: CAP_X is missing"));
  }

  private static Verdict probed(TaskContainer container, ProbeAnswer answer) {
    return only(SINCE_NINE, List.of(container.with(new MetadataProbes(answer, answer)))).ipv4();
  }
}
