package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance.Result;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repairs on a whole instance, with the executable as it is shipped. */
@NeedsEngine
class FixIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** It is ready already: no more than a busy machine takes to say so. */
  private static final Duration READY = Duration.ofSeconds(15);

  /** Until a unit has ended that sleeps, and the agent has started after it. */
  private static final Duration QUEUE = Duration.ofMinutes(2);

  /** Until the agent's container is the one of a start after the repair. */
  private static final String UNTIL_REPAIRED =
      "until docker inspect -f '{{.Config.Env}}' ecs-agent 2>/dev/null"
          + " | grep -q BLOCK_IMDS=true; do sleep 0.1; done";

  private static final String BLOCK = "ECS_AWSVPC_BLOCK_IMDS";
  private static final String DRIFT = "# ours\nECS_CLUSTER=prod\n" + BLOCK + "=\"true\"\n";
  private static final String RIGHT = "# ours\nECS_CLUSTER=prod\n" + BLOCK + "=true\n";

  @Test
  void brings_the_running_agent_to_the_baseline_and_back() {
    try (EcsInstance instance = ready(DRIFT)) {
      instance.sh("chmod 0640 /etc/ecs/ecs.config; chown 0:4 /etc/ecs/ecs.config").text();
      assertEquals("\"true\"", instance.agentEnvironment().get(BLOCK));
      assertEquals(10, instance.exec("ecs-harden", "audit").code());

      // When
      Result fix = instance.exec("ecs-harden", "fix", "--wait", "30s");

      // Then
      assertEquals(0, fix.code(), fix.toString());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      assertEquals("true", instance.agentEnvironment().get(BLOCK));
      assertTrue(fix.out().contains("restarted ecs.service: ready after"), fix.out());
      assertEquals(0, instance.exec("ecs-harden", "audit").code());

      // When
      String before = traces(instance);
      Result second = instance.exec("ecs-harden", "fix");

      // Then
      assertEquals(0, second.code(), second.toString());
      assertTrue(second.out().contains("Nothing was changed."), second.out());
      assertEquals(before, traces(instance));

      // When
      Result rollback = instance.exec("ecs-harden", "rollback", "--wait", "30s");

      // Then
      assertEquals(0, rollback.code(), rollback.toString());
      assertEquals(DRIFT, instance.read(EcsInstance.CONFIG));
      assertEquals("640 0 4", instance.sh("stat -c '%a %u %g' /etc/ecs/ecs.config").text());
      assertEquals("\"true\"", instance.agentEnvironment().get(BLOCK));
      assertEquals(
          2, instance.exec("ecs-harden", "history").text().lines().count(), "two receipts");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit5", "hang", "silent", "refuse"})
  void puts_everything_back_when_the_agent_does_not_come_back(String behaviour) {
    try (EcsInstance instance = ready(DRIFT)) {
      // Given
      instance.behaviour("when " + BLOCK + "=true " + behaviour);

      // When: within the minute that an instance gives a command, half of what fix waits otherwise
      Result fix = instance.exec("ecs-harden", "fix", "--wait", "5s");

      // Then
      assertEquals(12, fix.code(), fix.toString());
      assertEquals(DRIFT, instance.read(EcsInstance.CONFIG));
      instance.waitForAgent(READY);
      assertEquals("\"true\"", instance.agentEnvironment().get(BLOCK));
      assertTrue(fix.out().contains("the agent did not come back"), fix.out());
      assertTrue(instance.exec("ecs-harden", "history").text().contains("rolled-back"));
    }
  }

  @Test
  void changes_files_in_user_data_without_waiting_for_an_agent_that_waits_for_it() {
    // Given
    String userData =
        """
        #!/bin/bash
        start=$(date +%s%N)
        ecs-harden fix > /var/lib/standin/fix.out 2>&1
        echo "$? $(( ($(date +%s%N) - start) / 1000000 ))" > /var/lib/standin/fix.result
        """;

    try (EcsInstance instance =
        EcsInstance.setup().config(DRIFT).program(program()).userData(userData).boot()) {
      // When
      instance.waitForAgent(SOON);

      // Then
      String[] result = instance.read("/var/lib/standin/fix.result").strip().split(" ");
      String out = instance.read("/var/lib/standin/fix.out");
      assertEquals("0", result[0], out);
      assertTrue(out.contains("takes effect when the agent starts"), out);
      // it takes milliseconds, and would wait two minutes
      assertTrue(Integer.parseInt(result[1]) < 30_000, result[1]);
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      assertEquals("true", instance.agentEnvironment().get(BLOCK));
      assertEquals(0, instance.exec("ecs-harden", "audit").code());
    }
  }

  @Test
  void queues_the_restart_of_an_agent_that_runs_before_user_data_has_ended() {
    try (EcsInstance instance = ready(DRIFT)) {
      // Given
      instance
          .sh(
              "mkdir -p /run/systemd/system/cloud-final.service.d;"
                  + " printf '[Service]\\nExecStart=\\nExecStart=/bin/sleep 20\\n'"
                  + " > /run/systemd/system/cloud-final.service.d/slow.conf;"
                  + " systemctl daemon-reload; systemctl restart --no-block cloud-final;"
                  + " until [ \"$(systemctl is-active cloud-final)\" = activating ]; do sleep 0.05;"
                  + " done")
          .text();

      // When
      long start = System.nanoTime();
      Result fix = instance.exec("ecs-harden", "fix");
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      // Then
      assertEquals(11, fix.code(), fix.toString());
      assertTrue(took.toSeconds() < 15, took.toString());
      assertTrue(fix.out().contains("the restart is queued"), fix.out());
      instance.exec(QUEUE, "bash", "-c", UNTIL_REPAIRED).text();
      instance.waitForAgent(SOON);
      assertEquals(0, instance.exec("ecs-harden", "audit").code());
    }
  }

  @Test
  void leaves_a_restart_pending_when_it_may_not_restart_and_catches_up_later() {
    try (EcsInstance instance = ready(DRIFT)) {
      // When
      Result never = instance.exec("ecs-harden", "fix", "--restart", "never");
      Result audit = instance.exec("ecs-harden", "audit");

      // Then
      assertEquals(11, never.code(), never.toString());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      assertEquals(11, audit.code(), audit.toString());
      assertTrue(audit.out().contains("PENDING RESTART"), audit.out());
      assertEquals("\"true\"", instance.agentEnvironment().get(BLOCK));

      // When
      Result fix = instance.exec("ecs-harden", "fix", "--wait", "30s");

      // Then
      assertEquals(0, fix.code(), fix.toString());
      assertEquals("true", instance.agentEnvironment().get(BLOCK));
    }
  }

  @Test
  void continues_where_a_killed_run_was_waiting_for_the_agent() {
    try (EcsInstance instance = ready(DRIFT)) {
      // Given
      instance.behaviour("delay=60");
      instance
          .sh("ecs-harden fix & " + UNTIL_REPAIRED + "; kill -KILL $!; wait $! 2>/dev/null; exit 0")
          .text();
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      instance.behaviour("ok");

      // When
      Result fix = instance.exec("ecs-harden", "fix", "--wait", "30s");

      // Then
      assertEquals(0, fix.code(), fix.toString());
      assertTrue(
          fix.out().contains("had changed /etc/ecs/ecs.config and was interrupted"), fix.out());
      instance.waitForAgent(READY);
      assertEquals(0, instance.exec("ecs-harden", "rollback", "--wait", "30s").code());
      assertEquals(DRIFT, instance.read(EcsInstance.CONFIG));
    }
  }

  @Test
  void says_what_is_pending_where_it_cannot_restart_or_cannot_look() {
    try (EcsInstance instance = ready(DRIFT)) {
      // Given: an instance without a bus
      instance.sh("mv /run/dbus/system_bus_socket /run/dbus/away").text();

      // When
      Result withoutBus = instance.exec("ecs-harden", "fix");

      // Then
      assertEquals(11, withoutBus.code(), withoutBus.toString());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      assertTrue(withoutBus.out().contains("systemctl restart ecs"), withoutBus.out());
      instance.sh("mv /run/dbus/away /run/dbus/system_bus_socket").text();

      // Given: an instance without Docker's socket
      instance.write(EcsInstance.CONFIG, DRIFT);
      instance.sh("mv /run/docker.sock /run/docker.away").text();

      // When
      Result withoutSocket = instance.exec("ecs-harden", "audit");

      // Then
      instance.sh("mv /run/docker.away /run/docker.sock").text();
      assertTrue(
          withoutSocket.out().lines().anyMatch(l -> l.startsWith("NOT EVALUATED")),
          withoutSocket.out());
    }
  }

  @Test
  void restarts_nothing_when_the_agent_was_stopped_on_purpose() {
    try (EcsInstance instance = ready(DRIFT)) {
      // Given
      instance.exec("systemctl", "stop", "ecs").text();

      // When
      Result fix = instance.exec("ecs-harden", "fix");

      // Then
      assertEquals(0, fix.code(), fix.toString());
      assertTrue(fix.out().contains("takes effect when the agent starts"), fix.out());
      assertEquals("inactive", instance.exec("systemctl", "is-active", "ecs").out().strip());
      assertTrue(
          instance.exec("ecs-harden", "audit").out().contains("NOT EVALUATED"), "not seen running");
    }
  }

  @Test
  void never_touches_the_cluster_of_an_instance_that_has_joined_one() {
    try (EcsInstance instance = ready("export ECS_CLUSTER=other\n" + BLOCK + "=false\n")) {
      // When
      Result fix = instance.exec("ecs-harden", "fix", "--wait", "30s");

      // Then
      assertEquals(10, fix.code(), fix.toString());
      assertEquals(
          "export ECS_CLUSTER=other\n" + BLOCK + "=true\n", instance.read(EcsInstance.CONFIG));
      instance.waitForAgent(READY);
      assertTrue(fix.out().contains("by hand"), fix.out());
    }
  }

  @Test
  void works_in_a_container_that_has_the_host_and_nothing_else() {
    try (EcsInstance instance = ready(DRIFT)) {
      // Given: the agent's image has a shell, which is all that is needed to start the program
      String image = instance.exec("docker", "inspect", "-f", "{{.Image}}", "ecs-agent").text();
      String run =
          "docker run --rm --network host --cap-drop ALL --cap-add DAC_OVERRIDE --cap-add CHOWN"
              + " --cap-add FOWNER -v /:/host --entrypoint /host/usr/local/bin/ecs-harden "
              + image
              + " ";

      // When
      Result fix = instance.sh(run + "fix --root /host --wait 30s");

      // Then
      assertEquals(0, fix.code(), fix.toString());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      assertEquals("true", instance.agentEnvironment().get(BLOCK));
      assertEquals(0, instance.sh(run + "audit --root /host").code());
    }
  }

  private static String traces(EcsInstance instance) {
    return instance
        .sh(
            "stat -c '%i %Y %Z %n' /etc/ecs /etc/ecs/ecs.config /var/lib/ecs-harden"
                + " /var/lib/ecs-harden/*; docker inspect -f '{{.Id}}' ecs-agent")
        .text();
  }

  private static EcsInstance ready(String config) {
    EcsInstance instance = EcsInstance.setup().config(config).program(program()).boot();
    try {
      instance.waitForAgent(SOON);
      assertNotEquals("", instance.exec("docker", "inspect", "ecs-agent").text());
      return instance;
    } catch (AssertionError e) {
      instance.close();
      throw e;
    }
  }

  private static Path program() {
    return Path.of(System.getProperty("native.image.path")).toAbsolutePath();
  }
}
