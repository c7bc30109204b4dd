package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.host.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine, or who writes containers' labels, says what it wants: nothing is seen that is not. */
class HostileEngineTest {

  private static final String ID = "ab12".repeat(16);
  private static final String LIST = "/containers/json?filters";

  /** An escape sequence, a bidi override and isolate, a C1 control, a line separator, a NUL. */
  private static final String EVIL = "\\u001b[31m\\u202e\\u2066\\u009b\\u2028\\u0000<x>&\\\"";

  private static final String ROUTE =
      "Iface\tDestination\tGateway\tFlags\n"
          + "eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n";

  @TempDir private Path root;

  /** What the engine says to the question for the containers of tasks. */
  enum Answer {
    GARBAGE("HTTP/1.1 200 OK\r\n\r\n\u0000\u00ff{]"),
    NOT_HTTP("SSH-2.0-x\r\n\r\n"),
    HALF("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[{\"Id\":\""),
    NOTHING(""),
    ERROR("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\n{}"),
    DEEP(Peer.ok("[".repeat(1_000_000))),
    DEEP_AND_WHOLE(Peer.ok("{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000))),
    TEN_MEGABYTES(Peer.ok("[" + " ".repeat(10 << 20) + "]")),
    NEGATIVE_LENGTH("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n[]"),
    HUGE_CHUNK("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n[");

    private final String text;

    Answer(String text) {
      this.text = text;
    }
  }

  @BeforeEach
  void writeFiles() throws IOException {
    Run.write(root, "etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=true\n");
    Run.write(root, "etc/os-release", "ID=amzn\n");
  }

  @ParameterizedTest
  @EnumSource
  void sees_no_task_in_an_answer_that_is_none(Answer answer) throws IOException {
    try (Peer docker = docker(answer.text, "{}")) {
      assertEquals("NOT_EVALUATED", exposure().get("status").asText());
    }
  }

  @Test
  void does_not_read_an_endless_answer_to_its_end() throws IOException {
    Peer.Manners endless =
        (in, out) -> {
          Peer.request(in);
          out.write("HTTP/1.1 200 OK\r\n\r\n[".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(" ".repeat(65536).getBytes(StandardCharsets.US_ASCII));
          }
        };
    try (Peer docker = Peer.unix(root, "/var/run/docker.sock", endless)) {
      assertEquals("NOT_EVALUATED", exposure().get("status").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e9", "99999999999", "2147483647", "1", "\"../1\"", "null"})
  void believes_no_process_that_is_not_the_containers(String pid) throws IOException {
    // Given: process 1 is there, and belongs to no container
    process("1", "0::/init.scope\n");
    String inspected = "{\"State\":{\"Running\":true,\"Pid\":" + pid + "},\"HostConfig\":{}}";

    // When
    try (Peer docker = docker(Peer.ok(listed("none")), inspected)) {
      JsonNode finding = exposure();

      // Then: not seen, or no container that runs
      assertTrue(
          List.of("NOT_EVALUATED", "PASS").contains(finding.get("status").asText()),
          finding.toString());
      assertFalse(finding.toString().contains("None of"), finding.toString());
    }
  }

  @Test
  void does_not_wait_for_a_file_of_a_process_that_never_comes() throws Exception {
    // Given
    process("7", "0::/docker/" + ID + "\n");
    Path route = root.resolve("proc/7/net/route");
    Files.delete(route);
    assertEquals(0, new ProcessBuilder("mkfifo", route.toString()).start().waitFor());

    // When
    try (Peer docker = docker(Peer.ok(listed("none")), running(7))) {
      JsonNode finding = exposure();

      // Then
      assertEquals("NOT_EVALUATED", finding.get("status").asText(), finding.toString());
    }
  }

  @Test
  void judges_a_container_with_forged_labels_by_what_it_does() throws IOException {
    // Given: it says that it is the agent's own pause container, and nothing else runs
    process("7", "0::/docker/" + ID + "\n");

    // When
    try (Peer docker = docker(Peer.ok(listed("none")), running(7))) {
      // Then
      assertEquals("FAIL", exposure().get("status").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit --format text",
        "audit --format json",
        "audit --format sarif",
        "audit --format junit",
        "exposure --format text",
        "exposure --format json"
      })
  void writes_no_control_character_of_a_label(String verb) throws IOException {
    process("7", "0::/docker/" + ID + "\n");
    try (Peer docker = docker(Peer.ok(listed("none")), running(7))) {
      // When
      Run run = run(verb);

      // Then: SARIF has the finding without what no file is the reason of
      assertTrue(run.out().contains(verb.endsWith("sarif") ? "1 task reaches" : "pay"), run.out());
      for (String text : List.of(run.out(), run.err())) {
        text.chars().forEach(c -> assertFalse(isUnsafe(c), () -> "U+" + Integer.toHexString(c)));
      }
    }
  }

  private static boolean isUnsafe(int c) {
    return c < ' ' && c != '\n'
        || c >= 0x7f && c < 0xa0
        || c >= 0x202a && c <= 0x202e
        || c >= 0x2066 && c <= 0x2069
        || c == 0x2028
        || c == 0x2029;
  }

  private JsonNode exposure() throws IOException {
    for (JsonNode finding : run("audit --format json").json().get("findings")) {
      if (finding.get("control").asText().equals("task-exposure")) {
        return finding;
      }
    }
    throw new AssertionError("no finding");
  }

  private Run run(String verb) {
    String[] words = (verb + " --root " + root).split(" ");
    return assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Run.of(words));
  }

  private Peer docker(String list, String inspected) throws IOException {
    return Peer.unix(
        root,
        "/var/run/docker.sock",
        (in, out) -> {
          String request = Peer.request(in);
          String said =
              request.contains(LIST)
                  ? list
                  : request.contains(ID) ? Peer.ok(inspected) : "HTTP/1.1 404 No\r\n\r\n{}";
          out.write(said.getBytes(StandardCharsets.ISO_8859_1));
        });
  }

  private static String running(int pid) {
    return "{\"State\":{\"Running\":true,\"Pid\":" + pid + "},\"HostConfig\":{}}";
  }

  private static String listed(String mode) {
    return "[{\"Id\":\""
        + ID
        + "\",\"Names\":[\"/x"
        + EVIL
        + "\"],\"Labels\":{\"com.amazonaws.ecs.cluster\":\"c"
        + EVIL
        + "\",\"com.amazonaws.ecs.container-name\":\"~internal~ecs~pause\","
        + "\"com.amazonaws.ecs.task-arn\":\"arn:aws:ecs:eu-west-1:1:task/"
        + EVIL
        + "\",\"com.amazonaws.ecs.task-definition-family\":\"pay"
        + EVIL
        + "\",\"com.amazonaws.ecs.task-definition-version\":\"7"
        + EVIL
        + "\"},\"HostConfig\":{\"NetworkMode\":\""
        + mode
        + "\"},\"NetworkSettings\":{\"Networks\":{\"none\":{}}}}]";
  }

  private void process(String pid, String group) throws IOException {
    Run.write(
        root,
        "proc/" + pid + "/stat",
        pid + " (x) S 1 7 7 0 -1 1 1 0 0 0 0 0 0 0 20 0 1 0 12345 9\n");
    Run.write(root, "proc/" + pid + "/cgroup", group);
    Run.write(root, "proc/" + pid + "/net/route", ROUTE);
    Run.write(root, "proc/" + pid + "/net/ipv6_route", "");
  }
}
