package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.host.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An audit of an instance on which something runs, from the command line to the exit code. */
class LiveInstanceTest {

  private static final String SECRET = "hunter2hunter2";

  /** As ecs-init makes it, with an old value and with secrets. */
  private static final String OLD_AGENT =
      "{\"State\":{\"Status\":\"running\",\"Running\":true,"
          + "\"StartedAt\":\"2026-06-29T08:00:00Z\"},\"Config\":{\"Env\":["
          + "\"ECS_ENABLE_TASK_IAM_ROLE=true\",\"ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=true\","
          + "\"ECS_ENABLE_TASK_ENI=true\",\"ECS_AWSVPC_BLOCK_IMDS=false\","
          + "\"ECS_BACKEND_HOST=http://u:"
          + SECRET
          + "@ecs.example\",\"ECS_ENGINE_AUTH_DATA="
          + SECRET
          + "\",\"MY_TOKEN="
          + SECRET
          + "\"]}}";

  @TempDir private Path root;

  @BeforeEach
  void writeFiles() throws IOException {
    Run.write(root, "etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=true\n");
    Run.write(root, "etc/os-release", "ID=amzn\n");
  }

  @Test
  void judges_the_files_alone_where_nothing_runs() {
    // When
    Run run = audit();

    // Then
    assertEquals(ExitCode.COMPLIANT, run.code(), run.out());
    assertFalse(run.out().contains("NOT EVALUATED"), run.out());
  }

  @Test
  void exits_with_11_when_only_a_restart_is_missing() throws IOException {
    try (Peer docker = docker(Peer.http(Peer.ok(OLD_AGENT)))) {
      // When
      Run text = audit();
      JsonNode json = audit("--format", "json").json();

      // Then
      assertEquals(ExitCode.RESTART_PENDING, text.code());
      assertEquals(ExitCode.COMPLIANT, audit("--exit-zero").code());
      assertTrue(text.out().contains("PENDING RESTART  HIGH"), text.out());
      assertTrue(text.out().contains("2 PENDING RESTART"), text.out());
      assertTrue(text.out().contains("do         Restart the agent: `systemctl restart ecs`."));
      assertEquals(2, json.at("/summary/pendingRestart").intValue());
    }
  }

  @Test
  void exits_with_10_when_a_file_is_wrong_besides() throws IOException {
    // Given
    Run.write(
        root, "etc/ecs/ecs.config", "ECS_ENABLE_TASK_IAM_ROLE=false\nECS_AWSVPC_BLOCK_IMDS=1\n");

    // When
    try (Peer docker = docker(Peer.http(Peer.ok(OLD_AGENT)))) {
      // Then
      assertEquals(ExitCode.DRIFT, audit().code());
      assertEquals(ExitCode.COMPLIANT, audit("--exit-zero").code());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void shows_no_secret_of_the_agents_container(String format) throws IOException {
    try (Peer docker = docker(Peer.http(Peer.ok(OLD_AGENT)))) {
      // When
      Run run = audit("--format", format);

      // Then
      assertTrue(run.out().contains("ecs.example"), run.out());
      assertFalse((run.out() + run.err()).contains(SECRET), run.out() + run.err());
    }
  }

  @Test
  void asks_at_the_socket_that_the_agent_is_told() throws IOException {
    // Given
    Run.write(
        root,
        "etc/ecs/ecs.config",
        "ECS_AWSVPC_BLOCK_IMDS=true\nDOCKER_HOST=unix:///run/other.sock\n");

    // When
    try (Peer docker = Peer.unix(root, "/run/other.sock", Peer.http(Peer.ok(OLD_AGENT)))) {
      // Then
      assertEquals(ExitCode.RESTART_PENDING, audit().code());
    }
  }

  @Test
  void does_not_hang_on_a_docker_that_does() throws IOException {
    try (Peer docker = docker(Peer.silence())) {
      // When
      Run run = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> audit());

      // Then
      assertEquals(ExitCode.COMPLIANT, run.code());
      assertTrue(
          run.out()
              .contains(
                  "The files comply, but Docker at /var/run/docker.sock did not answer"
                      + " within 2000 ms"),
          run.out());
    }
  }

  private Run audit(String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "audit";
    arguments[1] = "--root";
    arguments[2] = root.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Run.of(arguments);
  }

  private Peer docker(Peer.Manners manners) throws IOException {
    return Peer.unix(root, "/var/run/docker.sock", manners);
  }
}
