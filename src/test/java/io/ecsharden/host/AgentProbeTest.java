package io.ecsharden.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.Native;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.AgentHealth;
import io.ecsharden.machine.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real listeners, in this process and in another. The control group of this process stands for the
 * container's, and the instance's {@code /proc} is a link to the machine's.
 */
class AgentProbeTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String METADATA =
      Peer.ok("{\"Cluster\":\"c\",\"ContainerInstanceArn\":\"arn:x\",\"Version\":\"v1\"}");

  @TempDir private Path folder;
  private HostRoot host;
  private Path root;

  @BeforeEach
  void findRoot() throws IOException {
    root = folder.toRealPath();
    host = new HostRoot(Path.of("/"));
  }

  @Test
  void believes_the_agent_whose_container_has_the_port() throws IOException {
    try (Peer agent = Peer.loopback(Peer.http(METADATA))) {
      assertEquals(
          new AgentHealth.Healthy("v1"),
          probe(agent.port(), container((int) ProcessHandle.current().pid(), group(), "host")));
    }
  }

  @Test
  void does_not_believe_another_process_on_the_agents_port() throws Exception {
    // Given
    Process other = new ProcessBuilder("sleep", "60").start();

    // When
    try (Peer impostor = Peer.loopback(Peer.http(METADATA))) {
      AgentHealth health = probe(impostor.port(), container((int) other.pid(), group(), "host"));

      // Then
      assertEquals(
          new AgentHealth.Impostor(
              "port "
                  + impostor.port()
                  + " is open in another process than those of the agent's container"),
          health);
      assertTrue(health.problem().isPresent());
    } finally {
      other.destroyForcibly();
    }
  }

  /** An init in the container starts the agent. */
  @Test
  void believes_a_child_of_the_containers_first_process() throws Exception {
    // Given
    String script =
        "import http.server,sys\n"
            + "class A(http.server.BaseHTTPRequestHandler):\n"
            + "  def do_GET(self):\n"
            + "    b=b'{\"Cluster\":\"c\",\"ContainerInstanceArn\":\"a\",\"Version\":\"v2\"}'\n"
            + "    self.send_response(200); self.send_header('Content-Length',str(len(b)))\n"
            + "    self.end_headers(); self.wfile.write(b)\n"
            + "  def log_message(self,*a): pass\n"
            + "s=http.server.HTTPServer(('127.0.0.1',0),A)\n"
            + "print(s.server_port,flush=True); s.serve_forever()\n";
    assumeTrue(Native.has("python3"), "!!!! SKIPPED: needs python3 !!!!");
    Process init =
        new ProcessBuilder("sh", "-c", "python3 -c \"$0\" & wait", script)
            .redirectErrorStream(true)
            .start();

    // When
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(init.getInputStream(), StandardCharsets.US_ASCII))) {
      int port = Integer.parseInt(out.readLine());
      AgentHealth health = probe(port, container((int) init.pid(), group(), "host"));

      // Then
      assertEquals(new AgentHealth.Healthy("v2"), health);
    } finally {
      init.descendants().forEach(ProcessHandle::destroyForcibly);
      init.destroyForcibly();
    }
  }

  @Test
  void says_where_nobody_can_tell_whose_port_it_is() throws IOException {
    int self = (int) ProcessHandle.current().pid();
    try (Peer agent = Peer.loopback(Peer.http(METADATA))) {
      for (String container :
          List.of(
              // the number is that of a process in another namespace
              container(self, "0".repeat(64), "host"),
              // a proxy of Docker's has the port
              container(self, group(), "bridge"),
              container(0, group(), "host"),
              container(4194304, group(), "host"))) {
        assertInstanceOf(AgentHealth.Unverified.class, probe(agent.port(), container), container);
      }
    }
  }

  @Test
  void says_that_an_agent_without_a_container_or_without_docker_is_not_verified()
      throws IOException {
    try (Peer agent = Peer.loopback(Peer.http(METADATA))) {
      String missing = "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}";
      assertInstanceOf(AgentHealth.Unverified.class, answered(agent.port(), missing));
      assertEquals(
          new AgentHealth.Unverified("v1", "there is no " + DockerEngine.SOCKET),
          new AgentProbe(new HostRoot(root), agent.port())
              .ask(DockerEngine.SOCKET, Deadline.in(LONG)));
    }
  }

  private AgentHealth probe(int port, String container) throws IOException {
    return answered(port, Peer.ok(container));
  }

  /** Docker listens below the folder; everything else is this machine's. */
  private AgentHealth answered(int port, String answer) throws IOException {
    Path socket = root.resolve("docker.sock");
    Files.deleteIfExists(socket);
    try (Peer docker = Peer.unix(root, "/docker.sock", Peer.http(answer))) {
      return new AgentProbe(host, port).ask(socket.toString(), Deadline.in(LONG));
    }
  }

  private static String container(int pid, String id, String network) {
    return "{\"Id\":\""
        + id
        + "\",\"State\":{\"Status\":\"running\",\"Running\":true,\"Pid\":"
        + pid
        + "},\"HostConfig\":{\"NetworkMode\":\""
        + network
        + "\"}}";
  }

  /** What stands in the control group of each process here, as a container's id does. */
  private static String group() throws IOException {
    String line = Files.readAllLines(Path.of("/proc/self/cgroup")).getLast();
    return line.substring(line.lastIndexOf(':') + 1);
  }
}
