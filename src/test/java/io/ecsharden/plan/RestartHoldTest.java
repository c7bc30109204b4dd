package io.ecsharden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Audits;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.plan.RestartHold.Kind;
import io.ecsharden.settings.Instance;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A restart that would do harm is in the plan with the harm. */
class RestartHoldTest {

  private static final String CLUSTER = "ECS_CLUSTER=c1\n";

  @Test
  void says_that_the_agent_would_not_start_and_keeps_the_line_of_the_file_as_it_is() {
    // Given: the repair takes line 1 out
    Hosts host = host(CLUSTER + CLUSTER + "ECS_INSTANCE_ATTRIBUTES={a: b}\n", Map.of());

    // When
    RestartHold hold = only(host);

    // Then
    assertEquals(Kind.AGENT_WOULD_NOT_START, hold.kind());
    assertTrue(
        hold.reason().toString().contains("ECS_INSTANCE_ATTRIBUTES must be"),
        hold.reason().toString());
    assertTrue(
        hold.reason().toString().endsWith("(/etc/ecs/ecs.config:3)"), hold.reason().toString());
  }

  @Test
  void says_that_a_malformed_json_file_ends_the_agent() {
    // Given
    Hosts host = host(CLUSTER, Map.of()).with(HostFacts.JSON_CONFIG, "{\"Cluster\": \n");

    // Then
    assertEquals(Kind.AGENT_WOULD_NOT_START, only(host).kind());
  }

  @Test
  void says_that_an_edit_of_the_cluster_would_take_effect() {
    // When
    RestartHold hold =
        only(host("ECS_CLUSTER=staging\n", Map.of("ECS_CLUSTER", "prod")).registered());

    // Then
    assertEquals(Kind.PENDING_EDIT, hold.kind());
    assertTrue(
        hold.reason()
            .toString()
            .startsWith(
                "ECS_CLUSTER is `staging` in the files, and the running agent has `prod`: "),
        hold.reason().toString());
  }

  @Test
  void shows_no_secret_of_a_pending_edit() {
    // When
    RestartHold hold =
        only(host(CLUSTER + "AWS_SECRET_ACCESS_KEY=secretkey12\n", Map.of("ECS_CLUSTER", "c1")));

    // Then
    assertEquals(Kind.PENDING_EDIT, hold.kind());
    assertTrue(!hold.reason().toString().contains("secretkey12"), hold.reason().toString());
  }

  @Test
  void says_that_tasks_are_orphaned_without_a_checkpoint_also_where_nothing_runs() {
    // Given
    Hosts offline = Hosts.instance().with(HostFacts.ECS_CONFIG, CLUSTER + "ECS_CHECKPOINT=false\n");

    // When
    RestartHold hold = only(offline);

    // Then
    assertEquals(Kind.TASKS_WOULD_BE_LOST, hold.kind());
    assertTrue(hold.reason().toString().contains("checkpoint"), hold.reason().toString());
  }

  @Test
  void holds_nothing_back_where_the_agent_does_not_run() {
    // Given
    Program down = new Program.Down("there is no container ecs-agent");
    Hosts host =
        host("ECS_CLUSTER=staging\nECS_CHECKPOINT=false\n", Map.of())
            .running(new RunningFacts(down, down));

    // Then
    assertEquals(List.of(), plan(host).holds());
  }

  @Test
  void holds_nothing_back_where_no_restart_is_needed() {
    // Given
    Hosts offline =
        Hosts.instance()
            .with(
                HostFacts.ECS_CONFIG,
                CLUSTER + "ECS_AWSVPC_BLOCK_IMDS=true\nECS_CHECKPOINT=false\n");

    // Then
    assertEquals(List.of(), plan(offline).holds());
  }

  private static RestartHold only(Hosts host) {
    List<RestartHold> holds = plan(host).holds();
    assertEquals(1, holds.size(), holds.toString());
    return holds.getFirst();
  }

  private static Plan plan(Hosts host) {
    Instance instance = Instance.of(host.facts());
    Auditor auditor = new Auditor(Controls.all(), Audits.baseline("extends: default"), Audits.NOW);
    return new Planner(auditor, Selection.ALL).plan(instance, auditor.audit(instance));
  }

  private static Hosts host(String config, Map<String, String> running) {
    Map<String, String> environment = new HashMap<>(running);
    environment.putIfAbsent("ECS_CLUSTER", "c1");
    environment.put("ECS_AGENT_CONFIG_FILE_PATH", HostFacts.JSON_CONFIG);
    environment.put("ECS_DATADIR", "/data");
    Program agent = new Program.Running(environment, Instant.EPOCH);
    return Hosts.instance()
        .with(HostFacts.ECS_CONFIG, config)
        .running(new RunningFacts(agent, agent));
  }
}
