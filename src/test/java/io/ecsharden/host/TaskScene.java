package io.ecsharden.host;

import io.ecsharden.host.docker.DockerEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An instance with an agent and tasks, as far as {@code /proc} and Docker's socket show it. Of ten
 * tasks eight are in awsvpc mode and blocked, one is in awsvpc mode and exposed, and one is in
 * bridge mode. A task in awsvpc mode has two containers.
 */
public final class TaskScene implements AutoCloseable {

  private static final String ROUTE =
      "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
          + "eth0\t00000000\t0100000A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
          + "ecs-eth0\t02AAFEA9\t010011AC\t0007\t0\t0\t0\tFFFFFFFF\t0\t0\t0\n"
          + "eth0\t0000000A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n";

  private static final String BLOCK = "*\tFEA9FEA9\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0\n";

  private static final String ZERO = "00000000000000000000000000000000";

  private static final String ROUTE_6 =
      "fe800000000000000000000000000000 40 "
          + ZERO
          + " 00 "
          + ZERO
          + " 00000100 00000001 00000000 00000001     eth0\n"
          + ZERO
          + " 00 "
          + ZERO
          + " 00 "
          + ZERO
          + " ffffffff 00000001 00000000 00200200       lo\n";

  private static final String BLOCK_6 =
      "fd000ec2000000000000000000000254 80 "
          + ZERO
          + " 00 "
          + ZERO
          + " 00000400 00000001 00000000 00200200       lo\n";

  /** As much of an answer as Docker 25 gives, of what nobody asks for. */
  private static final String REST =
      "\"GraphDriver\":{\"Data\":{\"LowerDir\":\""
          + "/var/lib/docker/overlay2/0123456789abcdef/diff:".repeat(40)
          + "\"},\"Name\":\"overlay2\"},\"Mounts\":[],\"Config\":{\"Hostname\":\"\",\"Env\":["
          + "\"A_VARIABLE_OF_THE_TASK=its value\",".repeat(40)
          + "\"PATH=/bin\"],\"Cmd\":[\"run\"],\"Labels\":{}},\"NetworkSettings\":{\"Networks\":{}}";

  private static final String HOST =
      "\"Binds\":null,\"LogConfig\":{\"Type\":\"awslogs\",\"Config\":{}},\"PortBindings\":{},"
          + "\"RestartPolicy\":{\"Name\":\"\"},\"Devices\":[],\"Ulimits\":null,"
          + "\"CpuShares\":2,\"Memory\":536870912,".repeat(20)
          + "\"CapDrop\":null,\"MaskedPaths\":[\"/proc/asound\",\"/proc/acpi\"]";

  private record Container(
      String id, int pid, int task, String name, String mode, String networks) {}

  private final List<Container> containers = new ArrayList<>();
  private final Path root;
  private final Peer docker;

  /** Writes into the tree, and answers at its socket. */
  public TaskScene(Path root, int tasks) throws IOException {
    this.root = root;
    for (int task = 0; task < tasks; task++) {
      if (task % 10 == 1) {
        container(task, "web", "bridge", "{\"bridge\":{}}", false);
      } else {
        boolean blocked = task % 10 != 0;
        container(task, "~internal~ecs~pause", "none", "{\"none\":{}}", blocked);
        container(task, "web", "container:" + containers.getLast().id(), "{}", blocked);
      }
    }
    docker = Peer.unix(root, DockerEngine.SOCKET, this::talk);
  }

  /**
   * Answers until its standard input ends.
   *
   * @param arguments the tree, and how many tasks
   */
  public static void main(String[] arguments) throws IOException {
    try (TaskScene scene = new TaskScene(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
      System.out.println("ready");
      System.in.readAllBytes();
    }
  }

  private void container(int task, String name, String mode, String networks, boolean blocked)
      throws IOException {
    int pid = 1000 + containers.size();
    Container container = new Container("%064x".formatted(pid), pid, task, name, mode, networks);
    containers.add(container);
    String process = "proc/" + pid + "/";
    write(process + "stat", pid + " (web) S 1" + " 0".repeat(17) + " 4711 0 0\n");
    write(process + "cgroup", "0::/ecstasks/" + task + "/docker-" + container.id() + ".scope\n");
    write(process + "net/route", ROUTE + (blocked ? BLOCK : ""));
    write(process + "net/ipv6_route", ROUTE_6 + (blocked ? BLOCK_6 : ""));
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void talk(InputStream in, OutputStream out) throws IOException {
    // as dockerd does, until the other side has no more questions
    for (String request = Peer.request(in); !request.isEmpty(); request = Peer.request(in)) {
      out.write(answer(request.split(" ", 3)[1]).getBytes(StandardCharsets.UTF_8));
      if (request.contains("Connection: close")) {
        return;
      }
    }
  }

  private String answer(String target) {
    if (target.startsWith("/containers/json")) {
      return Peer.ok("[" + String.join(",", containers.stream().map(this::listed).toList()) + "]");
    }
    if (target.equals("/networks")) {
      return Peer.ok("[]");
    }
    if (target.equals("/containers/ecs-agent/json")) {
      return Peer.ok(agent());
    }
    String id = target.replaceFirst("^/containers/(.*)/json$", "$1");
    return containers.stream()
        .filter(container -> container.id().equals(id))
        .findFirst()
        .map(container -> Peer.ok(inspected(container)))
        .orElse("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  }

  private String listed(Container container) {
    return "{\"Id\":\""
        + container.id()
        + "\",\"Names\":[\"/ecs-pay-7-"
        + container.pid()
        + "\"],\"Image\":\"web:1\",\"ImageID\":\"sha256:0\",\"Command\":\"run\",\"Created\":1,"
        + "\"Ports\":[],\"State\":\"running\",\"Status\":\"Up 2 hours\",\"Labels\":{"
        + label("cluster", "prod")
        + ","
        + label("container-name", container.name())
        + ","
        + label(
            "task-arn",
            "arn:aws:ecs:eu-west-1:123456789012:task/prod/%032x".formatted(container.task()))
        + ","
        + label("task-definition-family", "pay" + container.task())
        + ","
        + label("task-definition-version", "7")
        + "},\"HostConfig\":{\"NetworkMode\":\""
        + container.mode()
        + "\"},\"NetworkSettings\":{\"Networks\":"
        + container.networks()
        + "},\"Mounts\":[]}";
  }

  private static String label(String name, String value) {
    return "\"com.amazonaws.ecs." + name + "\":\"" + value + "\"";
  }

  private static String inspected(Container container) {
    return "{\"Id\":\""
        + container.id()
        + "\",\"Created\":\"2026-11-26T20:50:43.5Z\",\"State\":"
        + state(container.pid())
        + ",\"HostConfig\":{"
        + HOST
        + ",\"Privileged\":false,\"CapAdd\":null},"
        + REST
        + "}";
  }

  private static String state(int pid) {
    return "{\"Status\":\"running\",\"Running\":true,\"Paused\":false,\"ExitCode\":0,\"Pid\":"
        + pid
        + ",\"StartedAt\":\"2026-11-26T20:50:43.512345678Z\",\"FinishedAt\":\"0001-01-01T00:00:00Z\"}";
  }

  /** As ecs-init makes it. */
  private static String agent() {
    return "{\"Id\":\""
        + "ab12".repeat(16)
        + "\",\"Name\":\"/ecs-agent\",\"State\":"
        + state(999)
        + ",\"HostConfig\":{\"NetworkMode\":\"host\",\"Privileged\":false,\"Binds\":[],"
        + "\"RestartPolicy\":{\"Name\":\"\"}},\"Config\":{\"Env\":["
        + "\"ECS_AGENT_CONFIG_FILE_PATH=/etc/ecs/ecs.config.json\","
        + "\"ECS_UPDATE_DOWNLOAD_DIR=/var/cache/ecs\",\"ECS_CLUSTER=sample\"],\"Labels\":{}}}";
  }

  /** Nothing listens once it is closed; what was written stays. */
  @Override
  public void close() {
    docker.close();
  }
}
