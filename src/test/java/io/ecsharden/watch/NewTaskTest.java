package io.ecsharden.watch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.cli.Run;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.host.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A task that starts while the daemon waits, with a stand-in for Docker. */
@Timeout(120)
class NewTaskTest {

  private static final String HOST_MODE =
      """
      {"Id":"%s","Names":["/ecs-%s"],"HostConfig":{"NetworkMode":"none"},
       "NetworkSettings":{"Networks":{"none":{}}},"Labels":{
       "com.amazonaws.ecs.cluster":"prod","com.amazonaws.ecs.container-name":"~internal~ecs~pause",
       "com.amazonaws.ecs.task-arn":"arn:aws:ecs:eu-west-1:123456789012:task/prod/%s",
       "com.amazonaws.ecs.task-definition-family":"%s","com.amazonaws.ecs.task-definition-version":"1"}}
      """;

  @TempDir private Path folder;

  @Test
  void is_seen_without_any_change_of_a_file() throws IOException {
    // Given
    Path root = Files.createDirectory(folder.resolve("r")).toRealPath();
    Run.write(root, "etc/os-release", "ID=amzn\nVERSION_ID=\"2023\"\n");
    Run.write(root, HostFacts.ECS_CONFIG.substring(1), "ECS_AWSVPC_BLOCK_IMDS=true\n");
    AtomicInteger tasks = new AtomicInteger();
    AtomicInteger lists = new AtomicInteger();
    process(root, 1);
    process(root, 2);
    try (Peer _ =
            Peer.unix(root, "/var/run/docker.sock", (in, out) -> answer(in, out, tasks, lists));
        RunningDaemon daemon = RunningDaemon.auditing(root, "default")) {
      daemon.await(() -> lists.get() > 1, "a second list");

      // When
      tasks.set(1);

      // Then
      daemon.awaitLines(1, "exposed-task");
      assertTrue(daemon.log().contains("fam1:1 (awsvpc"), daemon.log());

      // When: another one, while the control fails already
      tasks.set(2);

      // Then
      daemon.awaitLines(2, "exposed-task");
      assertTrue(daemon.log().contains("fam2:1 (awsvpc"), daemon.log());

      // And: nothing is said twice, and nobody looks again and again
      int looks = lists.get();
      RunningDaemon.sleep(java.time.Duration.ofSeconds(6));
      assertTrue(daemon.count("exposed-task") == 2, daemon.log());
      assertTrue(lists.get() - looks <= 3, "asked too often");
    }
  }

  private static void answer(
      InputStream in, OutputStream out, AtomicInteger tasks, AtomicInteger lists)
      throws IOException {
    String path = line(in).split(" ")[1];
    String body;
    if (path.startsWith("/containers/json?filters")) {
      lists.incrementAndGet();
      StringBuilder all = new StringBuilder("[");
      for (int i = 1; i <= tasks.get(); i++) {
        all.append(i > 1 ? "," : "")
            .append(
                HOST_MODE
                    .replace("%s", "fam" + i)
                    .replace("\"Id\":\"fam" + i, "\"Id\":\"" + id(i)));
      }
      body = all.append("]").toString();
    } else if (path.contains(id(1)) || path.contains(id(2))) {
      int pid = path.contains(id(1)) ? 1 : 2;
      body =
          "{\"State\":{\"Running\":true,\"Pid\":"
              + (100 + pid)
              + ",\"StartedAt\":\"2026-11-26T20:50:43.5Z\"},\"HostConfig\":{}}";
    } else {
      write(out, "HTTP/1.1 404 Not Found", "{\"message\":\"no such container\"}");
      return;
    }
    write(out, "HTTP/1.1 200 OK", body);
  }

  private static void write(OutputStream out, String status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    out.write(
        (status + "\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    out.write(bytes);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder first = new StringBuilder();
    StringBuilder all = new StringBuilder();
    while (all.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      all.append((char) next);
    }
    return first.append(all, 0, Math.max(0, all.indexOf("\r\n"))).toString();
  }

  private static String id(int number) {
    return (number == 1 ? "ab12" : "cd34").repeat(16);
  }

  /** A process whose default route leads out. */
  private static void process(Path root, int number) throws IOException {
    String at = "proc/" + (100 + number) + "/";
    Run.write(root, at + "stat", (100 + number) + " (sleep) S 1" + " 0".repeat(17) + " 5 0 0\n");
    Run.write(root, at + "cgroup", "0::/system.slice/docker-" + id(number) + ".scope\n");
    Run.write(
        root,
        at + "net/route",
        "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"
            + "eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
    Run.write(root, at + "net/ipv6_route", "");
  }
}
