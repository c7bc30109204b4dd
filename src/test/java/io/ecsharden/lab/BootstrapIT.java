package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance.Result;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The first boot of a whole instance, with the executable as it is shipped. */
@NeedsEngine
class BootstrapIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String BLOCK = "ECS_AWSVPC_BLOCK_IMDS";
  private static final String DRIFT = "ECS_CLUSTER=prod\n" + BLOCK + "=\"true\"\n";
  private static final String RIGHT = "ECS_CLUSTER=prod\n" + BLOCK + "=true\n";
  private static final String JOURNAL = "journalctl --sync; journalctl -t ecs-harden -o cat";

  /** Runs it twice, in a shell that ends with the first command that fails. */
  private static final String USER_DATA =
      """
      #!/bin/bash
      set -e
      start=$(date +%s%N)
      ecs-harden bootstrap --report ssm --report-timeout 3s > /var/lib/standin/first.out 2>&1
      ecs-harden bootstrap > /var/lib/standin/second.out 2>&1
      ecs-harden bootstrap --baseline /nowhere.yaml
      echo "$(( ($(date +%s%N) - start) / 1000000 ))" > /var/lib/standin/millis
      """;

  @Test
  void has_the_configuration_right_before_the_agent_starts_once() {
    try (EcsInstance instance =
        EcsInstance.setup().config(DRIFT).program(program()).userData(USER_DATA).boot()) {
      // When
      instance.waitForAgent(SOON);

      // Then: there is no metadata service, no role and no network to AWS
      assertTrue(Integer.parseInt(instance.read("/var/lib/standin/millis").strip()) < 30_000);
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      assertEquals("true", instance.agentEnvironment().get(BLOCK));
      assertEquals("0", instance.property("ecs.service", "NRestarts"));
      assertTrue(
          instance.read("/var/lib/standin/first.out").contains("takes effect when the agent"));
      assertTrue(instance.read("/var/lib/standin/second.out").endsWith("Nothing was changed.\n"));
      assertEquals(0, instance.exec("ecs-harden", "audit").code());

      // Then
      String journal = instance.sh(JOURNAL).text();
      assertTrue(journal.startsWith("bootstrap: changed /etc/ecs/ecs.config; "), journal);
      assertTrue(journal.contains("\nbootstrap: changed nothing; "), journal);
      assertTrue(journal.contains("\nbootstrap: not done: /nowhere.yaml"), journal);
    }
  }

  @Test
  void queues_the_restart_of_an_agent_that_runs_already_and_returns() {
    try (EcsInstance instance = EcsInstance.setup().config(DRIFT).program(program()).boot()) {
      instance.waitForAgent(SOON);

      // Given: an agent that would take a minute
      instance.behaviour("delay=60");

      // When
      long start = System.nanoTime();
      Result run = instance.exec("ecs-harden", "bootstrap");
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      // Then
      assertEquals(0, run.code(), run.toString());
      assertTrue(run.out().contains("is queued"), run.out());
      assertTrue(took.toSeconds() < 15, took.toString());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
    }
  }

  private static Path program() {
    return Path.of(System.getProperty("native.image.path")).toAbsolutePath();
  }
}
