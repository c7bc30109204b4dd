package io.ecsharden.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.facts.Way;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tasks of an engine that answers, and of one that does not as it should. */
class TaskInspectorTest {

  private static final String ID = "ab12".repeat(16);
  private static final String OTHER = "cd34".repeat(16);
  private static final String ARN = "arn:aws:ecs:eu-west-1:123456789012:task/prod/0123456789abcdef";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir private Path root;

  @Test
  void reads_containers_with_their_labels_networks_and_routes() throws IOException {
    // Given
    process(7, ID, "eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
    String list = "[" + listed(ID, "container:" + OTHER, "{}") + "]";

    // When
    List<TaskContainer> containers = seen(list, inspected(7, true, "[\"CAP_NET_ADMIN\"]"));

    // Then
    TaskContainer container = containers.getFirst();
    assertEquals(new TaskContainer.Labels("prod", ARN, "web", "pay", "7"), container.labels());
    assertEquals(new Network.Shared(OTHER), container.network());
    assertEquals(Optional.of(Instant.parse("2026-11-26T20:50:43.5Z")), container.started());
    assertTrue(container.privileged());
    assertTrue(container.netAdmin());
    assertEquals(new Way.Open("eth0"), container.ways().ipv4());
  }

  @Test
  void tells_networks_apart() throws IOException {
    process(7, ID, "");
    String list =
        "["
            + listed(ID, "host", "{\"host\":{}}")
            + ","
            + listed(ID, "none", "{\"none\":{}}")
            + ","
            + listed(ID, "default", "{\"bridge\":{}}")
            + ","
            + listed(ID, "mine", "{\"mine\":{},\"two\":null}")
            + ","
            + listed(ID, "odd", "7")
            + "]";

    assertEquals(
        List.of(
            new Network.Host(),
            new Network.Nothing(),
            new Network.Bridge(List.of("bridge"), List.of()),
            new Network.Bridge(List.of("mine", "two"), List.of()),
            new Network.Bridge(List.of("odd"), List.of())),
        seen(list, inspected(7, false, "null")).stream().map(TaskContainer::network).toList());
  }

  @Test
  void leaves_out_a_container_that_ends_during_the_look() throws IOException {
    String list = "[" + listed(ID, "host", "{}") + "]";

    assertEquals(List.of(), seen(list, "{\"State\":{\"Running\":false,\"Pid\":0}}"));
  }

  @Test
  void keeps_a_container_whose_process_this_proc_does_not_show() throws IOException {
    String list = "[" + listed(ID, "host", "{}") + "]";

    List<TaskContainer> containers = seen(list, inspected(7, false, "[]"));

    assertInstanceOf(Way.Unseen.class, containers.getFirst().ways().ipv4());
  }

  @Test
  void looks_at_a_network_through_the_tasks_own_container() throws IOException {
    // Given
    process(7, ID, "eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
    String list = "[" + listed(ID, "container:" + OTHER, "{}") + "," + pause(OTHER) + "]";
    List<String> requests = new CopyOnWriteArrayList<>();

    // When
    List<TaskContainer> containers = seen(list, inspected(7, false, "null"), requests);

    // Then
    assertEquals(List.of(ID), requests);
    TaskContainer pause = containers.getLast();
    assertEquals(OTHER, pause.id());
    assertEquals(new Network.Nothing(), pause.network());
    assertEquals(new Way.Open("eth0"), pause.ways().ipv4());
    assertEquals(Optional.of(Instant.parse("2026-11-26T20:50:42Z")), pause.started());
  }

  @Test
  void looks_at_a_pause_container_whose_tasks_own_one_could_be_elsewhere() throws IOException {
    process(7, ID, "");
    String list = "[" + listed(ID, "container:" + OTHER, "{}") + "," + pause(OTHER) + "]";
    List<String> requests = new CopyOnWriteArrayList<>();

    seen(list, inspected(7, false, "[\"SYS_ADMIN\"]"), requests);

    assertTrue(requests.contains(OTHER), requests.toString());
  }

  @Test
  void does_not_know_the_age_of_a_network_from_no_time() throws IOException {
    process(7, ID, "");
    String list = "[" + listed(ID, "container:" + OTHER, "{}") + "," + pause(OTHER) + "]";

    for (String time : List.of("0", "-1", "9223372036854775807", "\"soon\"")) {
      String other = list.replace("\"Created\":1795726242", "\"Created\":" + time);
      assertEquals(
          Optional.empty(), seen(other, inspected(7, false, "null")).getLast().started(), time);
    }
  }

  @Test
  void looks_at_a_pause_container_that_is_alone() throws IOException {
    List<String> requests = new CopyOnWriteArrayList<>();

    seen("[" + pause(OTHER) + "]", inspected(7, false, "null"), requests);

    assertTrue(requests.contains(OTHER), requests.toString());
  }

  @Test
  void looks_at_each_process_before_its_network_is_entered() throws IOException {
    // Given
    process(7, ID, "");
    String list = "[" + pause(OTHER) + "," + listed(ID, "container:" + OTHER, "{}") + "]";
    List<String> requests = new CopyOnWriteArrayList<>();

    // When
    try (Peer docker =
        Peer.unix(root, DockerEngine.SOCKET, engine(list, inspected(7, false, "null"), requests))) {
      inspector(LONG).inspectAll();
    }

    // Then
    assertTrue(requests.containsAll(List.of(ID, OTHER)), requests.toString());
  }

  @Test
  void never_keeps_a_variable_of_a_task() throws IOException {
    process(7, ID, "");
    String inspected =
        inspected(7, false, "[]")
            .replace("\"HostConfig\"", "\"Config\":{\"Env\":[\"A=hunter2x\"]},\"HostConfig\"");

    assertFalse(
        seen("[" + listed(ID, "host", "{}") + "]", inspected).toString().contains("hunter2x"));
  }

  @Test
  void cuts_labels_of_any_length() throws IOException {
    process(7, ID, "");
    String list = "[" + listed(ID, "host", "{}").replace("web", "x".repeat(100_000)) + "]";

    String name = seen(list, inspected(7, false, "[]")).getFirst().labels().container();

    assertEquals(513, name.length());
  }

  @Test
  void looks_at_five_hundred_containers_and_counts_the_others() throws IOException {
    // Given
    process(7, ID, "");
    StringBuilder list = new StringBuilder("[");
    for (int i = 0; i < 600; i++) {
      list.append(i == 0 ? "" : ",").append(listed(ID, "host", "{}"));
    }

    // When
    TaskFacts facts = facts(list.append("]").toString(), inspected(7, false, "[]"), LONG);

    // Then
    TaskFacts.Seen seen = assertInstanceOf(TaskFacts.Seen.class, facts);
    assertEquals(500, seen.containers().size());
    assertEquals(100, seen.left());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "\u0000\u0001", "[[[[", "\"text\"", ""})
  void does_not_see_tasks_in_an_answer_that_is_no_list(String body) throws IOException {
    assertInstanceOf(TaskFacts.Unseen.class, facts(body, "{}", LONG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[7,null,{}]", "[{\"Id\":\"../../x\"},{\"Id\":7}]"})
  void sees_no_task_where_there_is_no_container_with_an_id(String body) throws IOException {
    assertEquals(new TaskFacts.Seen(List.of(), 0), facts(body, "{}", LONG));
  }

  @Test
  void does_not_see_tasks_in_ten_megabytes() throws IOException {
    TaskFacts facts = facts("[" + "1,".repeat(5_000_000) + "1]", "{}", LONG);

    assertTrue(assertInstanceOf(TaskFacts.Unseen.class, facts).reason().contains("bytes"));
  }

  @Test
  void keeps_a_container_of_which_the_engine_answers_garbage() throws IOException {
    TaskFacts facts = facts("[" + listed(ID, "bridge", "{}") + "]", "garbage", LONG);

    TaskContainer container = assertInstanceOf(TaskFacts.Seen.class, facts).containers().getFirst();
    assertEquals("web", container.labels().container());
    assertInstanceOf(Way.Unseen.class, container.ways().ipv4());
  }

  @Test
  void does_not_wait_for_an_engine_that_says_nothing() throws IOException {
    try (Peer docker = Peer.unix(root, DockerEngine.SOCKET, Peer.silence())) {
      long start = System.nanoTime();

      assertInstanceOf(TaskFacts.Unseen.class, inspector(SHORT).inspect());
      assertTrue(System.nanoTime() - start < 10_000_000_000L);
    }
  }

  @Test
  void does_not_wait_longer_for_many_containers_than_for_one() throws IOException {
    // Given: the list comes, and then nothing
    String list = "[" + (listed(ID, "host", "{}") + ",").repeat(300) + "{}]";
    AtomicInteger requests = new AtomicInteger();
    Peer.Manners manners =
        (in, out) -> {
          Peer.request(in);
          if (requests.getAndIncrement() == 0) {
            out.write(Peer.ok(list).getBytes(UTF_8));
          } else {
            Thread.sleep(30_000);
          }
        };

    try (Peer docker = Peer.unix(root, DockerEngine.SOCKET, manners)) {
      long start = System.nanoTime();

      // When
      TaskFacts facts = inspector(Duration.ofSeconds(1)).inspect();

      // Then
      assertTrue(System.nanoTime() - start < 15_000_000_000L);
      List<TaskContainer> all = assertInstanceOf(TaskFacts.Seen.class, facts).containers();
      assertEquals(300, all.size());
      all.forEach(one -> assertInstanceOf(Way.Unseen.class, one.ways().ipv4()));
    }
  }

  /** dockerd keeps a connection; another engine, or one that restarts, closes it. */
  @ParameterizedTest
  @ValueSource(strings = {"keeps", "says that it closes", "closes", "closes every third time"})
  void asks_on_where_the_engine_keeps_the_connection_and_where_it_does_not(String way)
      throws IOException {
    // Given
    process(7, ID, "");
    String list = "[" + (listed(ID, "host", "{}") + ",").repeat(7) + "{}]";
    AtomicInteger connections = new AtomicInteger();
    Peer.Manners manners =
        (in, out) -> {
          connections.incrementAndGet();
          for (int i = 1; ; i++) {
            String request = Peer.request(in);
            if (request.isEmpty()) {
              return;
            }
            String answer =
                Peer.ok(request.contains("/containers/json") ? list : inspected(7, false, "[]"));
            boolean says = way.equals("says that it closes");
            String head = says ? "OK\r\nConnection: close\r\n" : "OK\r\n";
            out.write(answer.replaceFirst("OK\r\n", head).getBytes(UTF_8));
            if (says || way.equals("closes") || way.startsWith("closes every") && i == 3) {
              return;
            }
          }
        };

    // When
    try (Peer docker = Peer.unix(root, DockerEngine.SOCKET, manners)) {
      TaskFacts facts = inspector(LONG).inspect();

      // Then
      List<TaskContainer> all = assertInstanceOf(TaskFacts.Seen.class, facts).containers();
      assertEquals(7, all.size());
      all.forEach(one -> assertEquals(7, one.pid()));
      int expected =
          switch (way) {
            case "keeps" -> 1;
            case "closes every third time" -> 3;
            default -> 8;
          };
      assertEquals(expected, connections.get());
    }
  }

  @Test
  void reads_chunks_with_trailers_over_one_connection() throws IOException {
    // Given
    process(7, ID, "");
    String list = "[" + listed(ID, "host", "{}") + "]";
    AtomicInteger connections = new AtomicInteger();
    Peer.Manners manners =
        (in, out) -> {
          connections.incrementAndGet();
          for (String request = Peer.request(in); !request.isEmpty(); request = Peer.request(in)) {
            String body = request.contains("/containers/json") ? list : inspected(7, false, "[]");
            String chunked =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
                    + Integer.toHexString(body.length())
                    + "\r\n"
                    + body
                    + "\r\n0\r\nA: b\r\n\r\n";
            out.write(chunked.getBytes(UTF_8));
          }
        };

    // When
    try (Peer docker = Peer.unix(root, DockerEngine.SOCKET, manners)) {
      TaskFacts facts = inspector(LONG).inspect();

      // Then
      assertEquals(1, assertInstanceOf(TaskFacts.Seen.class, facts).containers().size());
      assertEquals(1, connections.get());
    }
  }

  @Test
  void does_not_see_tasks_without_a_socket() {
    assertInstanceOf(TaskFacts.Unseen.class, inspector(LONG).inspect());
  }

  private List<TaskContainer> seen(String list, String inspected) throws IOException {
    return assertInstanceOf(TaskFacts.Seen.class, facts(list, inspected, LONG)).containers();
  }

  private List<TaskContainer> seen(String list, String inspected, List<String> requests)
      throws IOException {
    try (Peer docker = Peer.unix(root, DockerEngine.SOCKET, engine(list, inspected, requests))) {
      return assertInstanceOf(TaskFacts.Seen.class, inspector(LONG).inspect()).containers();
    }
  }

  private TaskFacts facts(String list, String inspected, Duration timeout) throws IOException {
    try (Peer docker =
        Peer.unix(root, DockerEngine.SOCKET, engine(list, inspected, new ArrayList<>()))) {
      return inspector(timeout).inspect();
    }
  }

  /**
   * One that gives each container the same answer.
   *
   * @param requests the ids that it was asked for
   */
  private static Peer.Manners engine(String list, String inspected, List<String> requests) {
    return (in, out) -> {
      String request = Peer.request(in);
      boolean all = request.contains("/containers/json");
      if (!all) {
        requests.add(request.replaceAll("(?s).*/containers/([0-9a-f]+)/json.*", "$1"));
      }
      out.write(Peer.ok(all ? list : inspected).getBytes(UTF_8));
    };
  }

  private TaskInspector inspector(Duration timeout) {
    return new TaskInspector(new HostRoot(root), DockerEngine.SOCKET, Deadline.in(timeout));
  }

  private static String listed(String id, String mode, String networks) {
    return "{\"Id\":\""
        + id
        + "\",\"Created\":1795726242,\"Names\":[\"/ecs-pay-7-web-c0\"],\"State\":\"running\",\"Labels\":{"
        + "\"com.amazonaws.ecs.cluster\":\"prod\",\"com.amazonaws.ecs.container-name\":\"web\","
        + "\"com.amazonaws.ecs.task-arn\":\""
        + ARN
        + "\",\"com.amazonaws.ecs.task-definition-family\":\"pay\","
        + "\"com.amazonaws.ecs.task-definition-version\":\"7\"},\"HostConfig\":{\"NetworkMode\":\""
        + mode
        + "\"},\"NetworkSettings\":{\"Networks\":"
        + networks
        + "}}";
  }

  private static String pause(String id) {
    return listed(id, "none", "{\"none\":{}}").replace("\"web\"", "\"~internal~ecs~pause\"");
  }

  private static String inspected(int pid, boolean privileged, String capabilities) {
    return "{\"State\":{\"Running\":true,\"Pid\":"
        + pid
        + ",\"StartedAt\":\"2026-11-26T20:50:43.5Z\"},\"HostConfig\":{\"Privileged\":"
        + privileged
        + ",\"CapAdd\":"
        + capabilities
        + "}}";
  }

  @Test
  void needs_little_memory_for_each_container() throws IOException {
    // Given: 50 containers that are one
    process(7, ID, "eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
    String one = listed(ID, "none", "{\"none\":{}}");
    String inspected = inspected(7, false, "null");
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    seen("[" + one + "]", inspected);

    // When
    long before = threads.getCurrentThreadAllocatedBytes();
    List<TaskContainer> containers = seen("[" + (one + ",").repeat(49) + one + "]", inspected);
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / containers.size();

    // Then
    assertTrue(each < 130_000, each + " bytes for a container");
  }

  private void process(int pid, String id, String routes) throws IOException {
    Path directory = root.resolve("proc/" + pid);
    Files.createDirectories(directory.resolve("net"));
    Files.writeString(
        directory.resolve("stat"), pid + " (x) S 1 7 7 0 -1 1 1 0 0 0 0 0 0 0 20 0 1 0 12345 9\n");
    Files.writeString(directory.resolve("cgroup"), "0::/docker/" + id + "\n");
    Files.writeString(directory.resolve("net/route"), routes);
    Files.writeString(directory.resolve("net/ipv6_route"), "");
  }
}
