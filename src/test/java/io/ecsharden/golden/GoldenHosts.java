package io.ecsharden.golden;

import io.ecsharden.Hosts;
import io.ecsharden.baseline.BadBaseline;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BaselineLoader;
import io.ecsharden.baseline.BaselineSource;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.AgentCondition;
import io.ecsharden.facts.EndpointFacts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.MetadataAccess;
import io.ecsharden.facts.MetadataWays;
import io.ecsharden.facts.NameAnswer;
import io.ecsharden.facts.NetworkFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.facts.Way;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The instances of the golden folder, in folders by subject: {@code quotes/double}. The folder's
 * {@code README.md} says which files an instance has and what they mean.
 */
final class GoldenHosts {

  static final Path FOLDER = Path.of("src/test/resources/golden");

  /** {@code docker.service} as Amazon Linux 2023 packages it (docker 25.0.6-1.amzn2023). */
  private static final String DOCKER_UNIT =
      """
      [Service]
      Type=notify
      EnvironmentFile=-/etc/sysconfig/docker
      EnvironmentFile=-/etc/sysconfig/docker-storage
      EnvironmentFile=-/run/docker/runtimes.env
      ExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock $OPTIONS $DOCKER_STORAGE_OPTIONS $DOCKER_ADD_RUNTIMES
      """;

  /** The extensions of the files that an instance is made of. */
  static final List<String> INSTANCE =
      List.of(
          "input",
          "mode",
          "var-lib",
          "json",
          "unit",
          "dropin",
          "docker-unit",
          "docker-dropin",
          "docker-socket",
          "docker-env",
          "daemon-json",
          "os",
          "systemd",
          "user-data",
          "env-file",
          "snap-json",
          "registered",
          "running",
          "agent-ended",
          "tasks",
          "metadata",
          "endpoints",
          "baseline");

  private GoldenHosts() {}

  /** The names of all instances. */
  static List<String> names() throws IOException {
    try (var paths = Files.walk(FOLDER)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !path.getFileName().toString().equals("README.md"))
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .map(path -> FOLDER.relativize(path).toString())
          .map(name -> name.substring(0, name.indexOf('.')))
          .distinct()
          .sorted()
          .toList();
    }
  }

  /** An instance's file in the golden folder, whether it is there or not. */
  static Path file(String name, String extension) {
    return FOLDER.resolve(name + "." + extension);
  }

  /** An instance with its files. */
  static Instance instance(String name) throws IOException {
    Hosts host = Hosts.instance();
    if (has(name, "os")) {
      String[] words = text(name, "os").strip().split(" ", 2);
      host.on(words[0], words[1], words[0] + " " + words[1]);
    }
    if (has(name, "input")) {
      int mode = has(name, "mode") ? Integer.parseInt(text(name, "mode").strip(), 8) : 0644;
      host.with(HostFacts.ECS_CONFIG, Files.readAllBytes(file(name, "input")), mode);
    }
    if (has(name, "var-lib")) {
      host.with(HostFacts.INSTANCE_CONFIG, Files.readAllBytes(file(name, "var-lib")));
    }
    if (has(name, "json")) {
      host.with(HostFacts.JSON_CONFIG, Files.readAllBytes(file(name, "json")));
    }
    if (has(name, "unit")) {
      host.withUnit(text(name, "unit"));
    }
    if (has(name, "dropin")) {
      host.withDropIn(text(name, "dropin"));
    }
    String dockerUnit = has(name, "docker-unit") ? text(name, "docker-unit") : DOCKER_UNIT;
    if (!dockerUnit.isBlank()) {
      host.withDockerUnit(dockerUnit);
    }
    if (has(name, "docker-dropin")) {
      host.withDockerDropIn("http-proxy.conf", text(name, "docker-dropin"));
    }
    if (has(name, "docker-socket")) {
      host.withDockerSocket(text(name, "docker-socket"));
    }
    if (has(name, "docker-env")) {
      host.with("/etc/sysconfig/docker", Files.readAllBytes(file(name, "docker-env")));
    }
    if (has(name, "daemon-json")) {
      host.with(HostFacts.DAEMON_JSON, Files.readAllBytes(file(name, "daemon-json")));
    }
    if (has(name, "systemd")) {
      String version = text(name, "systemd").strip();
      host.systemd(
          version.equals("unknown") ? Optional.empty() : Optional.of(Integer.valueOf(version)));
    }
    if (has(name, "user-data")) {
      host.with(HostFacts.USER_DATA, Files.readAllBytes(file(name, "user-data")));
    }
    if (has(name, "env-file")) {
      host.with("/etc/ecs/init.env", Files.readAllBytes(file(name, "env-file")));
    }
    if (has(name, "snap-json")) {
      host.withSnapDocker(text(name, "snap-json"));
    }
    if (has(name, "registered")) {
      host.registered();
    }
    if (has(name, "running")) {
      Program.Running agent = new Program.Running(variables(text(name, "running")), Instant.EPOCH);
      host.running(new RunningFacts(agent, agent));
    }
    if (has(name, "agent-ended")) {
      Program down = new Program.Down("the agent's container exited");
      host.running(new RunningFacts(down, down).with(ended(text(name, "agent-ended"))));
    }
    if (has(name, "tasks") || has(name, "metadata")) {
      host.running(withTasks(name, host.facts().running()));
    }
    if (has(name, "endpoints")) {
      RunningFacts running = host.facts().running();
      host.running(running.with(running.network().with(endpoints(text(name, "endpoints")))));
    }
    return Instance.of(host.facts());
  }

  /** The region and the account, then a name a line: its addresses, or {@code - REASON}. */
  private static EndpointFacts endpoints(String text) {
    List<String> lines = text.lines().toList();
    String[] place = lines.getFirst().split(" ", 2);
    Map<String, NameAnswer> answers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ", 3);
      answers.put(
          words[0],
          words[1].equals("-")
              ? new NameAnswer.Unknown(words[2])
              : new NameAnswer.Addresses(List.of(words[1].split(",", -1))));
    }
    return new EndpointFacts.Seen(
        place[0], place.length > 1 ? Optional.of(place[1]) : Optional.empty(), answers);
  }

  /** A task a line: mode, family, and {@code open}, {@code refused} or {@code unseen}. */
  private static RunningFacts withTasks(String name, RunningFacts running) throws IOException {
    NetworkFacts network = running.network();
    if (has(name, "tasks")) {
      List<TaskContainer> containers = new ArrayList<>();
      for (String line : text(name, "tasks").lines().toList()) {
        String[] words = line.split(" ", 3);
        containers.add(task(words[0], words[1], words[2]));
      }
      network = network.with(new TaskFacts.Seen(containers, 0));
    }
    if (has(name, "metadata")) {
      network =
          network.with(
              text(name, "metadata").strip().equals("token")
                  ? new MetadataAccess.TokenRequired()
                  : new MetadataAccess.WithoutToken());
    }
    return running.with(network);
  }

  private static TaskContainer task(String mode, String family, String seen) {
    Way way =
        switch (seen) {
          case "open" -> new Way.Open("eth0");
          case "refused" -> new Way.Refused();
          default -> new Way.Unseen(seen);
        };
    Network network =
        switch (mode) {
          case "host" -> new Network.Host();
          case "awsvpc" -> new Network.Nothing();
          default -> new Network.Bridge(List.of(mode), List.of());
        };
    return new TaskContainer(
        "id-" + family,
        "ecs-" + family,
        new TaskContainer.Labels(
            "prod",
            "arn:aws:ecs:eu-west-1:123456789012:task/prod/" + family,
            mode.equals("awsvpc") ? TaskContainer.PAUSE : "main",
            family,
            "3"),
        network,
        1,
        Optional.empty(),
        false,
        false,
        new MetadataWays(way, way),
        Optional.empty());
  }

  /**
   * The baseline of a golden: {@code default}, or its own file, which can extend a built-in one.
   */
  static Baseline baseline(String name) throws IOException {
    if (!has(name, "baseline")) {
      return Objects.requireNonNull(BuiltinBaselines.parsed(Controls.catalog()).get("default"));
    }
    byte[] text = Files.readAllBytes(file(name, "baseline"));
    BaselineSource source =
        new BaselineSource() {
          @Override
          public byte[] read(String path) {
            return text;
          }

          @Override
          public String resolve(String base, String relative) {
            return relative;
          }
        };
    try {
      return new BaselineLoader(Controls.catalog(), source).load(name + ".baseline");
    } catch (BadBaseline e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private static boolean has(String name, String extension) {
    return Files.exists(file(name, extension));
  }

  /** {@code CODE LINE}: the exit code, and the last critical line of the log. */
  private static AgentCondition ended(String text) {
    String[] words = text.strip().split(" ", 2);
    return new AgentCondition.Ended(Integer.parseInt(words[0]), true, Optional.of(words[1]));
  }

  private static Map<String, String> variables(String lines) {
    Map<String, String> variables = new HashMap<>();
    for (String line : lines.lines().toList()) {
      int equals = line.indexOf('=');
      variables.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return variables;
  }

  private static String text(String name, String extension) throws IOException {
    return Files.readString(file(name, extension));
  }
}
