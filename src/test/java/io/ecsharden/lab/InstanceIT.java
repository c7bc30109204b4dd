package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The throwaway instance behaves as a real one does where other tests rely on it. */
@NeedsEngine
class InstanceIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String BLOCK = "ECS_AWSVPC_BLOCK_IMDS";

  @Test
  void boots_with_a_healthy_agent_that_has_the_defaults_of_ecs_init() {
    try (EcsInstance instance = EcsInstance.boot()) {
      // When
      JsonNode metadata = instance.waitForAgent(SOON);

      // Then
      assertEquals("running", instance.waitForBoot(SOON));
      assertEquals("default", metadata.get("Cluster").textValue());
      assertEquals("true", instance.agentEnvironment().get("ECS_ENABLE_TASK_IAM_ROLE"));
      assertTrue(instance.read("/etc/os-release").contains("VERSION_ID=\"2023\""));
    }
  }

  @Test
  void gives_the_agent_what_the_files_say_to_the_letter() {
    String text =
        """
        ECS_CLUSTER=prod
        A="true"
        B = 1
        export C=1
        #D=1
        E={"k":"v"}
        F=1
        F=
        G=a\\
        ECS_ENABLE_TASK_ENI=false\
        """;
    try (EcsInstance instance =
        EcsInstance.setup()
            .config("\n" + text + "  \u00a0\r\n\n")
            .file("/var/lib/ecs/ecs.config", "A=0\nH=0\n")
            .boot()) {
      // When
      JsonNode metadata = instance.waitForAgent(SOON);

      // Then
      Map<String, String> environment = instance.agentEnvironment();
      environment.keySet().removeIf(key -> key.startsWith("ECS_") && !key.endsWith("_ENI"));
      assertEquals("prod", metadata.get("Cluster").textValue());
      assertEquals(
          Map.of(
              "A",
              "\"true\"",
              "B ",
              " 1",
              "export C",
              "1",
              "#D",
              "1",
              "E",
              "{\"k\":\"v\"}",
              "F",
              "",
              "G",
              "a\\",
              "H",
              "0",
              "ECS_ENABLE_TASK_ENI",
              "false"),
          environment);
    }
  }

  @Test
  void takes_exit_code_5_for_the_end_and_others_for_a_reason_to_try_again() {
    try (EcsInstance instance = EcsInstance.setup().behaviour("exit5").boot()) {
      // When
      instance.sh("until systemctl is-failed -q ecs; do sleep 0.1; done").text();
      // longer than RestartSec
      instance.exec("sleep", "2").text();

      // Then
      assertEquals("failed", instance.property("ecs", "ActiveState"));
      assertEquals("5", instance.property("ecs", "ExecMainStatus"));
      assertEquals("0", instance.property("ecs", "NRestarts"));

      // When
      instance.behaviour("refuse");
      instance.exec("systemctl", "restart", "ecs").text();
      instance.sh("until journalctl -u ecs | grep -q 'retrying in 1 s'; do sleep 0.1; done").text();

      // Then
      assertEquals("active", instance.property("ecs", "ActiveState"));
    }
  }

  @Test
  void has_agents_that_never_answer() {
    try (EcsInstance instance = EcsInstance.setup().behaviour("hang").boot()) {
      // Then
      instance.sh("until ss -tln | grep -q 51678; do sleep 0.1; done").text();
      assertEquals(Optional.empty(), instance.agentMetadata());

      // When
      instance.behaviour("silent");
      instance.exec("systemctl", "restart", "ecs").text();
      instance.sh("until docker logs ecs-agent 2>&1 | grep silent; do sleep 0.1; done").text();

      // Then
      assertEquals(Optional.empty(), instance.agentMetadata());
      assertEquals("", instance.sh("ss -tln | grep 51678 || true").text());
      assertEquals("active", instance.property("ecs", "ActiveState"));
      AssertionError error =
          assertThrows(AssertionError.class, () -> instance.waitForAgent(Duration.ofMillis(1500)));
      assertTrue(error.getMessage().contains("Starting Amazon Elastic"), error.getMessage());
    }
  }

  @Test
  void has_an_agent_that_breaks_with_one_value_only() {
    try (EcsInstance instance =
        EcsInstance.setup().behaviour("when " + BLOCK + "=true exit5", "delay=0.2").boot()) {
      // Given
      instance.waitForAgent(SOON);

      // When
      instance.write(EcsInstance.CONFIG, BLOCK + "=true\n");
      instance.exec("systemctl", "restart", "ecs").text();
      instance.sh("until systemctl is-failed -q ecs; do sleep 0.1; done").text();

      // Then
      instance.write(EcsInstance.CONFIG, "");
      instance.exec("systemctl", "restart", "ecs").text();
      instance.waitForAgent(SOON);
    }
  }

  @Test
  void keeps_the_cluster_of_its_first_start() {
    try (EcsInstance instance = EcsInstance.setup().config("ECS_CLUSTER=a\n").boot()) {
      // Given
      instance.waitForAgent(SOON);

      // When
      instance.write(EcsInstance.CONFIG, "ECS_CLUSTER=b\n");
      instance.exec("systemctl", "restart", "ecs").text();
      instance.sh("until systemctl is-failed -q ecs; do sleep 0.1; done").text();

      // Then
      assertTrue(instance.sh("docker logs ecs-agent 2>&1").text().contains("Data mismatch"));
    }
  }

  @Test
  void starts_the_agent_after_user_data_which_runs_once() {
    String script =
        "sleep 1; echo ECS_CLUSTER=late >> /etc/ecs/ecs.config; systemctl is-active ecs";
    try (EcsInstance instance = EcsInstance.setup().userData(script).boot()) {
      // Then
      assertEquals("late", instance.waitForAgent(SOON).get("Cluster").textValue());
      assertTrue(instance.journal("cloud-final").contains("inactive"));

      // When
      instance.reboot();

      // Then
      instance.waitForAgent(SOON);
      assertEquals("ECS_CLUSTER=late\n", instance.read(EcsInstance.CONFIG));
    }
  }

  @Test
  void installs_a_program_before_it_boots_and_after(@TempDir Path folder) throws IOException {
    // Given
    Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\necho \"runs $1\"\n");
    try (EcsInstance instance =
        EcsInstance.setup().program(program).userData("ecs-harden early").boot()) {
      // Then
      assertTrue(instance.journal("cloud-final").contains("runs early"));

      // When
      Files.writeString(program, "#!/bin/sh\necho \"runs $1\" >&2; cat /run/a/b; exit 10\n");
      instance.installProgram(program);
      instance.write("/run/a/b", "c\n");

      // Then
      assertEquals(
          new EcsInstance.Result(10, "c\n", "runs late\n"), instance.exec("ecs-harden", "late"));
    }
  }

  @Test
  void ends_a_command_that_hangs() {
    try (EcsInstance instance = EcsInstance.setup().start()) {
      assertThrows(
          AssertionError.class, () -> instance.exec(Duration.ofMillis(300), "sleep", "60"));
    }
  }

  @Test
  void never_ends_user_data_that_waits_for_the_agent() {
    String script =
        """
        systemctl restart --no-block ecs && echo asked
        timeout 2 systemctl restart ecs || echo "gave up: $?"
        """;
    try (EcsInstance instance = EcsInstance.setup().userData(script).boot()) {
      // Then
      String journal = instance.journal("cloud-final");
      assertTrue(journal.contains("asked") && journal.contains("gave up: 124"), journal);
      instance.waitForAgent(SOON);
    }
  }
}
