package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real services that take a connection and never answer: SIGSTOP stops the process, while the
 * kernel goes on accepting for it.
 */
@NeedsEngine
class StoppedServicesIT {

  /** One look has two seconds for all services together; the rest is a busy machine. */
  private static final Duration LOOK = Duration.ofSeconds(8);

  private static final String DRIFT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=\"true\"\n";

  private EcsInstance instance;

  @BeforeEach
  void boot() {
    instance =
        EcsInstance.setup()
            .config(DRIFT)
            .program(Path.of(System.getProperty("native.image.path")).toAbsolutePath())
            .boot();
    instance.waitForAgent(Duration.ofSeconds(60));
  }

  @AfterEach
  void end() {
    signal("CONT", "dbus-daemon", "dockerd", "systemd");
    instance.close();
  }

  @Test
  void needs_no_bus_to_look() {
    List<String> before = statuses();
    signal("STOP", "dbus-daemon");

    // Then
    assertEquals(before, statuses());
    assertEquals(10, instance.exec(LOOK, "ecs-harden", "fix", "--dry-run").code());
    assertEquals(0, instance.exec(LOOK, "ecs-harden", "exposure").code());
    assertEquals(0, instance.exec(LOOK, "ecs-harden", "effective").code());
    assertEquals(DRIFT, instance.read(EcsInstance.CONFIG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dockerd", "dockerd dbus-daemon"})
  void ends_in_time_and_says_what_was_not_seen(String processes) {
    List<String> before = statuses();
    signal("STOP", processes.split(" "));

    // When
    Result audit = instance.exec(LOOK, "ecs-harden", "audit");
    Result plan = instance.exec(LOOK, "ecs-harden", "fix", "--dry-run");
    // a person waits for it, so it waits ten seconds for Docker's list
    Result exposure = instance.exec(LOOK.plusSeconds(10), "ecs-harden", "exposure");
    Result effective = instance.exec(LOOK, "ecs-harden", "effective");

    // Then
    assertEquals(10, audit.code(), audit.toString());
    assertTrue(audit.out().contains("NOT EVALUATED"), audit.out());
    assertTrue(audit.out().contains("did not answer within 2000 ms"), audit.out());
    assertEquals(10, plan.code(), plan.toString());
    assertEquals(0, exposure.code(), exposure.toString());
    assertTrue(exposure.out().contains("did not answer within"), exposure.out());
    assertEquals(0, effective.code(), effective.toString());
    assertEquals(DRIFT, instance.read(EcsInstance.CONFIG));

    // When
    signal("CONT", processes.split(" "));

    // Then
    assertEquals(before, statuses());
  }

  @Test
  void repairs_the_file_and_says_that_the_agent_was_not_restarted() {
    signal("STOP", "dbus-daemon");

    // When: 5 s for the bus, beside the look
    Result fix = instance.exec(LOOK.plusSeconds(5), "ecs-harden", "fix");

    // Then
    assertEquals(11, fix.code(), fix.toString());
    assertTrue(
        fix.out()
            .contains(
                "the system bus: no answer within 5000 ms; restart the agent with"
                    + " `systemctl restart ecs`"),
        fix.out());
    assertEquals(DRIFT.replace("\"", ""), instance.read(EcsInstance.CONFIG));
    assertEquals("\"true\"", instance.agentEnvironment().get("ECS_AWSVPC_BLOCK_IMDS"));

    // When
    signal("CONT", "dbus-daemon");
    Result rollback = instance.exec("ecs-harden", "rollback", "--wait", "30s");

    // Then
    assertEquals(0, rollback.code(), rollback.toString());
    assertEquals(DRIFT, instance.read(EcsInstance.CONFIG));
  }

  private void signal(String name, String... processes) {
    for (String process : processes) {
      instance.sh("pkill -" + name + " -x \"$1\" || true", process).text();
    }
  }

  private List<String> statuses() {
    return instance
        .exec(LOOK, "ecs-harden", "audit")
        .out()
        .lines()
        .filter(line -> line.matches("(PASS|FAIL|NOT EVALUATED|PENDING) .*"))
        .toList();
  }
}
