package io.ecsharden.host.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.host.Peer;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker's answers (as those of 20.10.24 and 26.1.5, shortened), and answers that are none. */
class DockerEngineTest {

  /** Where an answer comes: as long as a busy machine may take. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Where none comes. */
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final String AGENT =
      """
      {"Id":"be3f","Created":"2026-11-26T20:50:43.1Z","Path":"/agent",
       "State":{"Status":"exited","Running":false,"Paused":false,"ExitCode":5,
                "StartedAt":"2026-11-26T20:50:43.812345678Z","FinishedAt":"0001-01-01T00:00:00Z"},
       "Image":"sha256:12","Name":"/ecs-agent",
       "HostConfig":{"NetworkMode":"host"},
       "Config":{"Image":"amazon/amazon-ecs-agent:latest",
                 "Env":["B=1","A=2","B=3=4","BARE","=x","E=","ECS_ENGINE_AUTH_DATA=s3cret"]}}
      """;

  @TempDir private Path root;

  @Test
  void reads_a_containers_state_and_environment() throws IOException {
    try (Peer docker = docker(Peer.http(Peer.ok(AGENT)))) {
      // When
      ContainerState state = engine().inspect("ecs-agent").orElseThrow();

      // Then
      assertFalse(state.running());
      assertEquals("exited", state.status());
      assertEquals(5, state.exitCode());
      assertEquals(Optional.of(Instant.parse("2026-11-26T20:50:43.812345678Z")), state.startedAt());
      assertEquals(Optional.empty(), state.finishedAt());
      assertEquals("{B=3=4, A=2, E=, ECS_ENGINE_AUTH_DATA=s3cret}", state.environment().toString());
    }
  }

  @Test
  void does_not_print_a_containers_environment() throws IOException {
    try (Peer docker = docker(Peer.http(Peer.ok(AGENT)))) {
      String text = engine().inspect("ecs-agent").orElseThrow().toString();

      assertTrue(text.contains("ECS_ENGINE_AUTH_DATA"), text);
      assertFalse(text.contains("s3cret"), text);
    }
  }

  @Test
  void asks_without_a_version_of_the_api() throws IOException {
    // Given
    List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    Peer.Manners manners =
        (in, out) -> {
          String request = Peer.request(in);
          heard.add(request.substring(0, request.indexOf(" HTTP")));
          String body = request.contains("containers/json") ? "[]" : "{}";
          out.write(Peer.ok(body).getBytes(StandardCharsets.US_ASCII));
        };

    // When
    try (Peer docker = docker(manners)) {
      engine().inspect("ecs-agent");
      engine().running();
      engine().info();
    }

    // Then
    assertEquals(
        List.of("GET /containers/ecs-agent/json", "GET /containers/json", "GET /info"), heard);
  }

  @Test
  void lists_what_runs_with_its_task() throws IOException {
    // Given
    String list =
        """
        [{"Id":"1","Names":["/ecs-web-1"],"Image":"web:1","State":"running",
          "Labels":{"com.amazonaws.ecs.task-definition-family":"web",
                    "com.amazonaws.ecs.container-name":"nginx","x":"y"},
          "HostConfig":{"NetworkMode":"host"}},
         {"Id":"2","Names":[],"Image":"other"}, 3]
        """;

    // When
    try (Peer docker = docker(Peer.http(Peer.ok(list)))) {
      // Then
      assertEquals(
          List.of(
              new ContainerSummary("ecs-web-1", Optional.of("web"), Optional.of("nginx")),
              new ContainerSummary("", Optional.empty(), Optional.empty())),
          engine().running());
    }
  }

  @Test
  void reads_the_version_live_restore_and_the_proxies() throws IOException {
    // Given
    String info =
        "{\"ServerVersion\":\"20.10.24+dfsg1\",\"LiveRestoreEnabled\":true,"
            + "\"HttpProxy\":\"http://u:p@x\",\"NoProxy\":\"a,b\"}";

    // When
    try (Peer docker = docker(Peer.http(Peer.ok(info)))) {
      EngineInfo seen = engine().info();

      // Then
      assertEquals(new EngineInfo("20.10.24+dfsg1", true, "http://u:p@x", "", "a,b"), seen);
      assertFalse(seen.toString().contains("u:p"), seen.toString());
    }
  }

  @Test
  void finds_no_container_of_this_name() throws IOException {
    String answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}";
    try (Peer docker = docker(Peer.http(answer))) {
      assertEquals(Optional.empty(), engine().inspect("ecs-agent"));
      assertThrows(DockerException.class, () -> engine().info());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{\"Id\":",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n{}",
        "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 301 Moved\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n"
      })
  void reports_an_answer_that_cannot_be_used(String answer) throws IOException {
    try (Peer docker = docker(Peer.http(answer))) {
      DockerException e = assertThrows(DockerException.class, () -> engine().inspect("a"));
      assertTrue(
          String.valueOf(e.getMessage()).startsWith("Docker at /var/run/docker.sock"),
          e.getMessage());
    }
  }

  @Test
  void does_not_wait_for_ever() throws IOException {
    try (Peer docker = docker(Peer.silence())) {
      DockerException e = assertThrows(DockerException.class, () -> engine(SHORT).info());
      assertEquals("Docker at /var/run/docker.sock did not answer within 300 ms", e.getMessage());
    }
  }

  @Test
  void says_where_there_is_no_docker() throws IOException {
    // When
    DockerException absent = assertThrows(DockerException.class, () -> engine().info());
    docker(Peer.silence()).close();
    Files.createFile(root.resolve("var/run/docker.sock"));
    DockerException dead = assertThrows(DockerException.class, () -> engine().info());

    // Then
    assertEquals("there is no /var/run/docker.sock", absent.getMessage());
    assertEquals("nothing listens at /var/run/docker.sock", dead.getMessage());
  }

  @Test
  void does_not_wake_a_docker_that_systemd_would_start_for_it() throws IOException {
    // Given
    List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    Peer.Manners manners =
        (in, out) -> {
          heard.add(Peer.request(in));
          out.write(Peer.ok("{}").getBytes(StandardCharsets.US_ASCII));
        };
    Path slice = root.resolve("sys/fs/cgroup/system.slice");
    Files.createDirectories(slice.resolve("docker.socket"));

    try (Peer docker = docker(manners)) {
      // When
      DockerException e = assertThrows(DockerException.class, () -> engine().info());

      // Then
      assertEquals(
          "Docker does not run, and a connection would make systemd start it: /var/run/docker.sock",
          e.getMessage());
      assertEquals(List.of(), heard);

      Files.createDirectories(slice.resolve("docker.service"));
      assertEquals("", engine().info().serverVersion());
    }
  }

  @Test
  void follows_links_inside_the_root() throws IOException {
    // Given
    Files.createDirectories(root.resolve("var"));
    Files.createSymbolicLink(root.resolve("var/run"), Path.of("/run"));

    // When
    try (Peer docker = Peer.unix(root, "/run/docker.sock", Peer.http(Peer.ok("{}")))) {
      // Then
      assertEquals("", engine().info().serverVersion());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unix:///run/docker.sock, /run/docker.sock",
    "unix:///var/run/docker.sock, /var/run/docker.sock",
    "unix://docker.sock, /var/run/docker.sock",
    "tcp://127.0.0.1:2375, /var/run/docker.sock",
    "'', /var/run/docker.sock"
  })
  void finds_the_socket_of_a_docker_host(String dockerHost, String socket) {
    assertEquals(socket, DockerEngine.socketOf(dockerHost));
  }

  @Test
  void refuses_a_name_that_would_change_the_request() {
    assertThrows(IllegalArgumentException.class, () -> engine().inspect("a/json?x=\r\n"));
  }

  private DockerEngine engine() {
    return engine(TIMEOUT);
  }

  private DockerEngine engine(Duration timeout) {
    return DockerEngine.until(new HostRoot(root), DockerEngine.SOCKET, Deadline.in(timeout));
  }

  private Peer docker(Peer.Manners manners) throws IOException {
    return Peer.unix(root, DockerEngine.SOCKET, manners);
  }
}
