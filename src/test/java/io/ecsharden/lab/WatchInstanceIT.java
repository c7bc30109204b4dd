package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.Native;
import io.ecsharden.lab.EcsInstance.Result;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The daemon on a whole instance with an agent and three tasks: as the container of our task
 * definition, and as the unit. An operator sees in Systems Manager what it saw.
 */
@NeedsEngine
class WatchInstanceIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String ID = "i-0aaaaaaaaaaaaaaa2";
  private static final String NAME = "watch";
  private static final String LOGS = "docker logs " + NAME + " 2>&1";
  private static final Path TASK = Path.of("src/test/resources/exposure/open-task.sh");
  private static final Path DEFINITION = Path.of("ecs-config/ecs/task-definition.json");
  private static final String BLOCK = "ECS_AWSVPC_BLOCK_IMDS";
  private static final String CONTROL = "awsvpc-imds-block";
  private static final String DRIFT = "# ours\nECS_CLUSTER=prod\n" + BLOCK + "=\"true\"\n";
  private static final String RIGHT = "# ours\nECS_CLUSTER=prod\n" + BLOCK + "=true\n";
  private static final String TRUST = "/usr/local/share/ca-certificates/standin.crt";

  private static final String MEMORY =
      "/proc/$(docker inspect -f '{{.State.Pid}}' " + NAME + ")/smaps_rollup";

  /** KiB: half of what the task definition gives. What AWS's library has touched stays. */
  private static final int MOST_RESIDENT = 32 * 1024;

  /** KiB. */
  private static final int MOST_OWN = 5 * 1024;

  private AwsStandIn aws;

  @BeforeEach
  void start() {
    aws = AwsStandIn.start().reset();
    aws.manage(ID);
  }

  @Test
  void repairs_the_instance_from_the_container_of_the_task_definition() throws IOException {
    try (EcsInstance instance = ready()) {
      // Given
      TaskContainer container = TaskContainer.of(DEFINITION);
      DaemonImage.load(instance);
      String tasks = tasks(instance);
      String agent = agent(instance);

      // When
      run(instance, container);

      // Then: the agent has the new value, by a restart over D-Bus
      until(instance, right(), LOGS);
      until(instance, restarted(), LOGS);
      assertNotEquals(agent, agent(instance));
      instance.waitForAgent(SOON);
      compliant(instance, LOGS);

      // When
      instance.write(EcsInstance.CONFIG, DRIFT);

      // Then
      until(instance, right(), LOGS);
      assertEquals(tasks, tasks(instance));
      String running = "docker inspect -f '{{.State.Running}} {{.RestartCount}}' " + NAME;
      assertEquals("true 0", instance.sh(running).text());
      String log = instance.sh(LOGS).text();
      assertFalse(log.contains("\"event\": \"mounts\""), log);
      assertTrue(log.contains("\"Namespace\": \"EcsHarden\""), log);
      List<String> health = new ArrayList<>(List.of("docker", "exec", NAME));
      health.addAll(container.healthCheck());
      assertTrue(instance.exec(health.toArray(String[]::new)).text().startsWith("healthy: "));

      // Then: it has sent its reports, and gives memory back
      until(instance, small(), "cat " + MEMORY + "; " + LOGS);

      // When
      long millis = millisToEnd(instance, "docker inspect -f '{{.State.Pid}}' " + NAME);

      // Then
      assertTrue(millis <= 1000, millis + " ms");
      assertEquals("0", instance.exec("docker", "wait", NAME).text());
      assertEquals(tasks, tasks(instance));
    }
  }

  @Test
  void repairs_the_instance_as_its_unit() throws IOException {
    try (EcsInstance instance = ready()) {
      // Given
      Path unit = Path.of("ecs-config/units/ecs-harden.service");
      instance.copyIn(unit, "/etc/systemd/system/ecs-harden.service");
      instance.sh("mv " + EcsInstance.PROGRAM + " /usr/bin/ecs-harden").text();
      instance.write(
          "/etc/default/ecs-harden",
          "ECS_HARDEN_WATCH_OPTIONS=--mode fix --report ssm --metrics-file"
              + " /var/lib/node_exporter/e.prom\n"
              + "AWS_CA_BUNDLE="
              + TRUST
              + "\n");
      instance.write(
          "/etc/systemd/system/ecs-harden.service.d/metrics.conf",
          "[Service]\nReadWritePaths=/var/lib/node_exporter\n");
      instance.sh("mkdir /var/lib/node_exporter && systemctl daemon-reload").text();
      String tasks = tasks(instance);
      String agent = agent(instance);
      String journal = "journalctl --no-pager -u ecs-harden";

      // When
      instance.exec("systemctl", "enable", "--now", "ecs-harden").text();

      // Then
      until(instance, right(), journal);
      until(instance, restarted(), journal);
      assertNotEquals(agent, agent(instance));
      instance.waitForAgent(SOON);
      compliant(instance, journal);

      // When
      instance.write(EcsInstance.CONFIG, DRIFT);

      // Then
      until(instance, right(), journal);
      assertEquals(tasks, tasks(instance));
      assertTrue(instance.exec("ecs-harden", "health").text().startsWith("healthy: "));
      String metrics = "cat /var/lib/node_exporter/e.prom";
      until(instance, metrics + " | grep -qx 'ecs_harden_repairs_total 2'", metrics);

      // When
      instance.exec("systemctl", "reload", "ecs-harden").text();

      // Then
      until(instance, journal + " | grep -q ' signal: '", journal);
      assertEquals("active", instance.property("ecs-harden", "ActiveState"));
      assertEquals("0", instance.property("ecs-harden", "NRestarts"));
      Result security =
          instance.sh("systemd-analyze security --threshold=25 --no-pager ecs-harden.service");
      assertEquals(0, security.code(), security.out());

      assertEquals("No control fails.", instance.property("ecs-harden", "StatusText"));

      // When: it hangs
      instance.write(
          "/etc/systemd/system/ecs-harden.service.d/watchdog.conf",
          "[Service]\nWatchdogSec=8s\nRestartSec=1\n");
      instance.sh("systemctl daemon-reload && systemctl restart ecs-harden").text();
      until(instance, "[ -n \"$(systemctl show -P StatusText ecs-harden)\" ]", journal);
      String hung = instance.property("ecs-harden", "MainPID");
      instance.exec("kill", "-STOP", hung).text();

      // Then: systemd starts it again
      until(instance, "[ $(systemctl show -P NRestarts ecs-harden) = 1 ]", journal);
      until(instance, "ecs-harden health", journal);
      assertNotEquals(hung, instance.property("ecs-harden", "MainPID"));
      String why = instance.sh(journal).text();
      assertTrue(why.contains("atchdog timeout"), why);

      // When
      long millis = millisToEnd(instance, "systemctl show -P MainPID ecs-harden");

      // Then
      assertTrue(millis <= 1000, millis + " ms");
      until(instance, "[ $(systemctl is-active ecs-harden) = inactive ]", journal);
      assertEquals("success", instance.property("ecs-harden", "Result"));
      assertEquals(69, instance.exec("ecs-harden", "health").code());
      assertEquals(tasks, tasks(instance));

      // When: an operator follows the page
      for (String command : shellCommands(Path.of("docs/daemon.md"))) {
        String limited =
            command.startsWith("ecs-harden watch")
                ? "timeout --preserve-status 3 " + command
                : command;
        Result result = instance.sh(limited);

        // Then: health may be early
        boolean early = command.endsWith(" health") && result.code() == 69;
        assertTrue(early || result.code() == 0, command + "\n" + result);
      }
      assertEquals("active", instance.property("ecs-harden", "ActiveState"));
    }
  }

  @ParameterizedTest
  @CsvSource({"when ECS_AWSVPC_BLOCK_IMDS=true exit5, rolled-back", "exit5, not-restored"})
  void says_whether_the_agent_is_back_after_a_repair_that_failed(String behaviour, String event)
      throws IOException {
    try (EcsInstance instance =
        EcsInstance.setup().config(DRIFT).program(Native.executable()).boot()) {
      // Given
      instance.waitForAgent(SOON);
      instance.behaviour(behaviour);
      String journal = "journalctl --no-pager -o cat -u watch";

      // When
      instance.sh("systemd-run -q --unit watch ecs-harden watch --mode fix --wait 5s").text();

      // Then
      until(instance, journal + " | grep -q ' repairs-paused: '", journal);
      String log = instance.sh(journal).text();
      List<String> events =
          Stream.of("repaired", "rolled-back", "not-restored")
              .filter(name -> log.contains(" " + name + ": "))
              .toList();
      assertEquals(List.of(event), events, log);
      assertEquals(DRIFT, instance.read(EcsInstance.CONFIG));
    }
  }

  /** What a page's blocks of the shell say, line by line; root needs no sudo. */
  private static List<String> shellCommands(Path page) throws IOException {
    List<String> commands = new ArrayList<>();
    boolean shell = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("```")) {
        shell = line.equals("```sh");
      } else if (shell) {
        commands.add(line.replaceAll(" +#.*", "").replaceFirst("^sudo ", ""));
      }
    }
    assertTrue(commands.size() > 8, commands.toString());
    return commands;
  }

  @Test
  void says_what_it_lacks_without_a_mount() throws IOException {
    try (EcsInstance instance = ready()) {
      // Given
      DaemonImage.load(instance);

      // When
      run(instance, TaskContainer.of(DEFINITION).without("ecs-configuration"));

      // Then: it looks all the same, and repairs nothing there
      until(instance, looked(), LOGS);
      assertEquals(
          List.of(
              "/etc/ecs cannot be written: what drifts there is reported and not repaired. Mount it"
                  + " writable at /host/etc/ecs"),
          messages(instance, "mounts"));
      assertEquals(DRIFT, instance.read(EcsInstance.CONFIG));

      // When: the mount of / would bring the socket along, so that its directory is another one
      instance.exec("docker", "rm", "-f", NAME).text();
      run(
          instance,
          TaskContainer.of(DEFINITION).without("docker-socket"),
          "--tmpfs=/host/run",
          "--volume=/run/systemd:/host/run/systemd:ro");

      // Then
      until(instance, looked(), LOGS);
      assertEquals(
          List.of(
              "there is no /var/run/docker.sock: what the running agent and tasks have is"
                  + " NOT_EVALUATED. Mount it at /host/run/docker.sock"),
          messages(instance, "mounts"));
      String audit = "ecs-harden audit --root /host --only task-exposure";
      String said = instance.sh("docker exec " + NAME + " /usr/local/bin/" + audit).text();
      assertTrue(
          said.contains("The running tasks were not seen: there is no /var/run/docker.sock."),
          said);
    }
  }

  @Test
  void reports_an_exposed_task_soon_after_its_start() throws IOException {
    try (EcsInstance instance = ready()) {
      // Given
      DaemonImage.load(instance);
      run(instance, TaskContainer.of(DEFINITION));
      until(instance, looked(), LOGS);

      // When: as the agent and its plugins make a task in awsvpc mode, without the block
      instance.copyIn(TASK, "/var/tmp/open-task.sh");
      String started = "bash /var/tmp/open-task.sh; date +%s%3N";
      long begin = Long.parseLong(instance.sh(started).text());
      until(instance, LOGS + " | grep -q '\"event\": \"exposed-task\"'", LOGS);
      long end = Long.parseLong(instance.sh("date +%s%3N").text());

      // Then
      assertTrue(end - begin <= 10_000, end - begin + " ms");
      List<String> messages = messages(instance, "exposed-task");
      assertEquals(1, messages.size(), messages.toString());
      assertTrue(messages.getFirst().startsWith("late:1 (awsvpc, 0af1): "), messages.toString());
    }
  }

  /** What the agent gives a task besides, and the authority of the stand-in. */
  private static void run(EcsInstance instance, TaskContainer container, String... options) {
    List<String> environment =
        List.of(
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/example",
            "AWS_EXECUTION_ENV=AWS_ECS_EC2",
            "AWS_CA_BUNDLE=/host" + TRUST);
    List<String> command = container.run(NAME, DaemonImage.NAME, environment);
    command.addAll(command.indexOf("--detach"), List.of(options));
    instance.exec(command.toArray(String[]::new)).text();
  }

  private static String looked() {
    return "docker exec " + NAME + " /usr/local/bin/ecs-harden health --root /host";
  }

  /** What the log of the container says of an event. */
  private static List<String> messages(EcsInstance instance, String event) throws IOException {
    List<String> messages = new ArrayList<>();
    for (String line : instance.sh(LOGS).text().lines().toList()) {
      JsonNode entry = new ObjectMapper().readTree(line);
      if (entry.get("event").textValue().equals(event)) {
        messages.add(entry.get("message").textValue());
      }
    }
    return messages;
  }

  /** An agent that runs with a value of before, and three tasks. */
  private EcsInstance ready() {
    EcsInstance instance = EcsInstance.setup().config(DRIFT).program(Native.executable()).boot();
    try {
      instance.waitForAgent(SOON);
      aws.attach(instance, Identity.of(ID));
      instance
          .sh(
              // the agent's image has a perl, which is all that is needed
              "for i in 1 2 3; do docker run -d --name task-$i --network none"
                  + " --label com.amazonaws.ecs.task-definition-family=web"
                  + " --label com.amazonaws.ecs.container-name=nginx --entrypoint /usr/bin/perl"
                  + " $(docker inspect -f '{{.Image}}' ecs-agent) -e 'sleep 600' || exit 1; done")
          .text();
      return instance;
    } catch (RuntimeException | Error e) {
      instance.close();
      throw e;
    }
  }

  /** Waits until an operator sees in Systems Manager that the control passes. */
  private void compliant(EcsInstance instance, String why) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!item().equals("COMPLIANT")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("item: " + item() + "\n" + instance.sh(why).out());
      }
      sleep();
    }
  }

  private String item() {
    return aws.complianceItems(ID).stream()
        .filter(item -> item.get("Id").textValue().equals(CONTROL))
        .map(item -> item.get("Status"))
        .map(JsonNode::textValue)
        .findFirst()
        .orElse("none");
  }

  private static String right() {
    return "[ \"$(cat " + EcsInstance.CONFIG + ")\" = '" + RIGHT.strip() + "' ]";
  }

  private static String small() {
    return "awk '/^Rss:/ { r = $2 } /^Anonymous:/ { o = $2 } END { exit !(r && r <= "
        + MOST_RESIDENT
        + " && o <= "
        + MOST_OWN
        + ") }' "
        + MEMORY;
  }

  private static String restarted() {
    return "docker inspect -f '{{.Config.Env}}' ecs-agent | grep -q " + BLOCK + "=true";
  }

  /** Waits for a condition; what a command says of the reason why it does not come. */
  private static void until(EcsInstance instance, String condition, String why) {
    String loop =
        "for i in $(seq 300); do { " + condition + "; } >/dev/null 2>&1 && exit 0; sleep 0.1; done";
    Result result =
        instance.exec(Duration.ofMinutes(2), "bash", "-c", loop + "; " + why + "; exit 1");
    assertEquals(0, result.code(), condition + "\n" + result);
  }

  /** Sends SIGTERM to a process; how long it lives on. */
  private static long millisToEnd(EcsInstance instance, String process) {
    String wait =
        "pid=$("
            + process
            + "); begin=$(date +%s%3N); kill -TERM $pid;"
            + " while [ -d /proc/$pid ]; do sleep 0.01; done; echo $(($(date +%s%3N) - begin))";
    return Long.parseLong(instance.sh(wait).text());
  }

  private static String tasks(EcsInstance instance) {
    return instance
        .sh(
            "docker ps --no-trunc --filter name=task- --format '{{.ID}} {{.Names}}';"
                + " docker inspect -f '{{.State.StartedAt}} {{.State.Pid}}' task-1 task-2 task-3")
        .text();
  }

  private static String agent(EcsInstance instance) {
    return instance
        .exec("docker", "inspect", "-f", "{{.Id}} {{.State.StartedAt}}", "ecs-agent")
        .text();
  }

  private static void sleep() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
