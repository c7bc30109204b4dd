package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance.Result;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After every repair the agent runs, or did not run before either. */
@NeedsEngine
class AgentStatesIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration READY = Duration.ofSeconds(15);
  private static final String BLOCK = "ECS_AWSVPC_BLOCK_IMDS";
  private static final String DRIFT = "ECS_CLUSTER=prod\n" + BLOCK + "=\"true\"\n";
  private static final String RIGHT = "ECS_CLUSTER=prod\n" + BLOCK + "=true\n";

  @Test
  void leaves_the_agent_alone_where_it_would_not_start_again() {
    try (EcsInstance instance = ready(DRIFT)) {
      // Given: as if somebody had edited it, and the agent refuses such a file
      instance.write(EcsInstance.CONFIG, DRIFT + "ECS_INSTANCE_ATTRIBUTES={a: b}\n");
      instance.behaviour("refuse");

      // When
      Result fix = instance.exec("ecs-harden", "fix", "--restart", "agent", "--wait", "5s");

      // Then
      assertEquals(10, fix.code(), fix.toString());
      assertTrue(fix.out().contains("the agent would not start"), fix.out());
      assertTrue(instance.read(EcsInstance.CONFIG).startsWith(RIGHT));
      instance.waitForAgent(READY);
      assertEquals("\"true\"", instance.agentEnvironment().get(BLOCK));
    }
  }

  @Test
  void puts_no_edit_of_the_cluster_into_force() {
    try (EcsInstance instance = ready(DRIFT)) {
      // Given
      String edited = "ECS_CLUSTER=staging\n" + BLOCK + "=\"true\"\n";
      instance.write(EcsInstance.CONFIG, edited);

      // When
      Result audit = instance.exec("ecs-harden", "audit");
      Result fix = instance.exec("ecs-harden", "fix");

      // Then
      assertTrue(audit.out().contains("pending-edit"), audit.out());
      assertEquals(10, fix.code(), fix.toString());
      instance.waitForAgent(READY);
      assertEquals("prod", instance.agentEnvironment().get("ECS_CLUSTER"));
    }
  }

  @Test
  void restarts_an_agent_without_a_checkpoint_only_when_asked() {
    try (EcsInstance instance = ready(DRIFT + "ECS_CHECKPOINT=false\n")) {
      // When
      Result unasked = instance.exec("ecs-harden", "fix");
      String running = instance.agentEnvironment().get(BLOCK);
      Result asked = instance.exec("ecs-harden", "fix", "--restart", "agent", "--wait", "30s");

      // Then
      assertEquals(11, unasked.code(), unasked.toString());
      assertEquals("\"true\"", running);
      assertEquals(0, asked.code(), asked.toString());
      assertEquals("true", instance.agentEnvironment().get(BLOCK));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse", "exit5"})
  void says_that_the_agent_was_dead_before_and_keeps_the_files(String behaviour) {
    try (EcsInstance instance = ready(DRIFT)) {
      // Given
      instance.behaviour(behaviour);
      instance.exec("systemctl", "restart", "ecs").text();
      instance
          .sh("until grep -q level=critical /var/log/ecs/ecs-agent.log; do sleep 0.1; done")
          .text();

      // When
      Result fix = instance.exec("ecs-harden", "fix", "--wait", "5s");
      Result audit = instance.exec("ecs-harden", "audit");

      // Then
      assertEquals(10, fix.code(), fix.toString());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      assertTrue(fix.out().contains("level=critical"), fix.out());
      assertEquals(10, audit.code(), audit.toString());
      assertTrue(audit.out().contains("agent-running"), audit.out());
    }
  }

  @Test
  void waits_while_ecs_does_not_answer_and_puts_nothing_back() {
    try (EcsInstance instance = ready(DRIFT)) {
      // Given
      instance.behaviour("outage=20");

      // When
      Result fix = instance.exec("ecs-harden", "fix", "--wait", "5s");

      // Then
      assertEquals(11, fix.code(), fix.toString());
      assertTrue(fix.out().contains("Unable to register"), fix.out());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      instance.waitForAgent(SOON);
      assertEquals(0, instance.exec("ecs-harden", "audit").code());
    }
  }

  @Test
  void sees_a_loop_from_a_container_that_shares_the_network() {
    try (EcsInstance instance = ready(DRIFT)) {
      // Given
      String image = instance.exec("docker", "inspect", "-f", "{{.Image}}", "ecs-agent").text();
      instance.behaviour("refuse");
      instance.exec("systemctl", "restart", "ecs").text();
      // the loop has to be seen before `fix` looks
      instance
          .sh(
              "until grep -q level=critical /var/log/ecs/ecs-agent.log && docker inspect -f"
                  + " '{{.State.Status}}' ecs-agent | grep -q exited; do sleep 0.1; done")
          .text();

      // When
      Result fix =
          instance.sh(
              "docker run --rm --network host -v /:/host --entrypoint"
                  + " /host/usr/local/bin/ecs-harden "
                  + image
                  + " fix --root /host --wait 12s");

      // Then
      assertEquals(10, fix.code(), fix.toString());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      assertTrue(fix.out().contains("level=critical"), fix.toString());
    }
  }

  private static EcsInstance ready(String config) {
    EcsInstance instance =
        EcsInstance.setup()
            .config(config)
            .program(Path.of(System.getProperty("native.image.path")).toAbsolutePath())
            .boot();
    try {
      instance.waitForAgent(SOON);
      return instance;
    } catch (AssertionError e) {
      instance.close();
      throw e;
    }
  }
}
