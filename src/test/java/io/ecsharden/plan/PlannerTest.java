package io.ecsharden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.baseline.BadBaseline;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BaselineLoader;
import io.ecsharden.baseline.BaselineSource;
import io.ecsharden.baseline.BaselineUnreadable;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.settings.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is repaired, what is left, and what it costs. */
class PlannerTest {

  private static final String BLOCK = "ECS_AWSVPC_BLOCK_IMDS=true\n";

  @Test
  void names_the_other_line_by_its_number_on_the_disk() {
    // Given: the comment of the first line becomes a line of its own
    String first = "ECS_LOGLEVEL=info # why\n";

    // Then
    assertEquals(
        "/etc/ecs/ecs.config:2: Line 3 overrides this one. Only a person can tell which of the"
            + " lines was intended",
        leftOfHygiene(first + "ECS_CLUSTER=a\nECS_CLUSTER=b\n"));
    assertEquals(
        "/etc/ecs/ecs.config:3: An empty value overrides line 2. Remove the line, or give the"
            + " setting a value",
        leftOfHygiene(first + "ECS_CLUSTER=a\nECS_CLUSTER=\n"));
  }

  private static String leftOfHygiene(String config) {
    return plan(with(config), Selection.ALL).byHand().stream()
        .filter(left -> left.control().equals("config-hygiene"))
        .findFirst()
        .orElseThrow()
        .reason()
        .masked();
  }

  @Test
  void repairs_only_what_was_selected() {
    // Given
    Hosts host = with("ECS_ENABLE_RUNTIME_STATS=true\n");

    // Then
    assertEquals(
        BLOCK, added(plan(host, new Selection(Set.of("awsvpc-imds-block"), Set.of())), host));
    assertEquals(
        List.of("runtime-stats"),
        controls(plan(host, new Selection(Set.of(), Set.of("awsvpc-imds-block")))));
  }

  @Test
  void does_not_repair_what_is_waived() {
    // When
    Plan plan =
        plan(
            with("ECS_CLUSTER=c\n"),
            Selection.ALL,
            "waivers:",
            "  - {control: awsvpc-imds-block, reason: r, approvedBy: a, expires: 2030-01-01}");

    // Then
    assertTrue(plan.isEmpty() && plan.byHand().isEmpty(), plan.toString());
  }

  @Test
  void leaves_two_requests_that_contradict_each_other() {
    // When
    Plan plan =
        plan(
            with(BLOCK + "ECS_LOGLEVEL=info\nECS_ENABLE_TASK_IAM_ROLE=false\n"),
            Selection.ALL,
            "settings: {ECS_ENABLE_TASK_IAM_ROLE: {unset: true}}");

    // Then
    assertTrue(plan.isEmpty(), plan.toString());
    assertEquals(
        "the baseline contradicts itself on ECS_ENABLE_TASK_IAM_ROLE: task-role wants true,"
            + " agent-settings (ECS_ENABLE_TASK_IAM_ROLE) wants it not set at all",
        plan.byHand().getFirst().reason().toString());
  }

  @Test
  void leaves_a_request_that_contradicts_what_passes() {
    // When
    Plan plan =
        plan(
            with(BLOCK + "ECS_ENABLE_RUNTIME_STATS=true\n"),
            Selection.ALL,
            "settings: {ECS_ENABLE_RUNTIME_STATS: {equals: true}}");

    // Then
    assertTrue(plan.isEmpty(), plan.toString());
    String reason = plan.byHand().getFirst().reason().toString();
    assertTrue(reason.contains("runtime-stats wants false"), reason);
    assertTrue(reason.contains("agent-settings (ECS_ENABLE_RUNTIME_STATS) wants true"), reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ECS_DATADIR: {equals: /elsewhere}",
        "ECS_CLUSTER: {equals: other}",
        "ECS_BACKEND_HOST: {equals: https://x}",
        "AWS_DEFAULT_REGION: {equals: eu-west-1}",
        "ECS_CHECKPOINT: {equals: false}",
        "ECS_INSTANCE_ATTRIBUTES: {unset: true}"
      })
  void never_changes_what_makes_the_agent_leave(String expectation) {
    // Given
    Hosts host =
        with(BLOCK
                + "ECS_CLUSTER=c\nECS_INSTANCE_ATTRIBUTES={\"a\":\"b\"}\n"
                + "AWS_DEFAULT_REGION=us-east-1\nECS_CHECKPOINT=true\n")
            .registered();

    // When
    Plan plan = plan(host, Selection.ALL, "settings: {" + expectation + "}");

    // Then
    assertTrue(plan.isEmpty(), plan.toString());
    assertTrue(
        plan.byHand().getFirst().reason().toString().contains(" stays as it is: "),
        plan.toString());
  }

  @Test
  void sets_the_cluster_of_an_instance_that_has_not_joined_one() {
    // When
    Plan plan = plan(with(BLOCK), Selection.ALL, "settings: {ECS_CLUSTER: {equals: prod}}");

    // Then
    assertEquals(BLOCK + "ECS_CLUSTER=prod\n", text(plan));
  }

  @Test
  void changes_the_json_file_where_the_environment_cannot() {
    // Given
    Hosts host =
        with(BLOCK + "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=false\n")
            .with(HostFacts.JSON_CONFIG, "{ \"TaskIAMRoleEnabledForNetworkHost\" : true }\n");

    // When
    Plan plan =
        plan(
            host,
            Selection.ALL,
            "controls: {task-role-network-host: {parameters: {expected: false}}}");

    // Then
    assertEquals(1, plan.files().size(), plan.toString());
    assertEquals(HostFacts.JSON_CONFIG, plan.files().getFirst().path());
    assertEquals("{ \"TaskIAMRoleEnabledForNetworkHost\" : false }\n", text(plan));
    assertEquals(Set.of(Restart.AGENT), plan.restarts());
  }

  @Test
  void restarts_nothing_for_a_mode_or_a_line_that_was_there_twice() {
    // When
    Plan plan = plan(with(BLOCK + BLOCK + "MY_PASSWORD=hunter2\n"), Selection.ALL);

    // Then
    FileContent change = plan.files().getFirst();
    assertEquals(0640, change.mode());
    assertEquals(BLOCK + "MY_PASSWORD=hunter2\n", text(plan));
    assertEquals(Set.of(), plan.restarts());
  }

  @ParameterizedTest
  @EnumSource(
      value = FileFact.Cause.class,
      names = {"DIRECTORY", "SYMLINK_LOOP"})
  void leaves_what_is_no_file(FileFact.Cause cause) {
    // Given
    Hosts host =
        Hosts.instance()
            .with(new FileFact.Unreadable(HostFacts.ECS_CONFIG, cause, "no regular file"));

    // When
    Plan plan = plan(host, Selection.ALL);

    // Then
    assertTrue(plan.isEmpty(), plan.toString());
    assertEquals(
        HostFacts.ECS_CONFIG + ": no regular file", plan.byHand().getFirst().reason().toString());
  }

  @Test
  void is_quick_also_in_a_file_of_a_thousand_odd_lines() {
    // Given
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      file.append("export ECS_LOGLEVEL=\"level").append(i).append("\"\n");
    }
    long start = System.nanoTime();

    // When
    Plan plan = plan(with(file.toString()), Selection.ALL);

    // Then
    assertTrue(System.nanoTime() - start < 5_000_000_000L, "it took too long");
    assertTrue(text(plan).endsWith("ECS_LOGLEVEL=level899\n" + BLOCK), text(plan));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void brings_nothing_into_force_that_a_control_would_not_want_whatever_runs(
      RunningFacts.Program program) {
    // Given: the line is lost, and the unit's own variable is as wanted
    Hosts host =
        with(BLOCK + "export HTTP_PROXY=http://p:3128\nexport DOCKER_HOST=tcp://10.0.0.1:2375\n")
            .running(new RunningFacts(program, program));

    // When
    Plan plan = plan(host, new Selection(Set.of("config-hygiene"), Set.of()));

    // Then
    for (FileContent change : plan.files()) {
      String after = new String(change.after().orElseThrow(), StandardCharsets.UTF_8);
      assertTrue(!after.contains("\nDOCKER_HOST=tcp") && !after.contains("\nHTTP_PROXY="), after);
    }
  }

  static Stream<RunningFacts.Program> programs() {
    return Stream.of(
        new RunningFacts.Program.Offline(),
        new RunningFacts.Program.Down("there is no container ecs-agent"),
        new RunningFacts.Program.Unseen("nobody may look"),
        new RunningFacts.Program.Running(Map.of(), Instant.EPOCH));
  }

  @Test
  void breaks_no_line_into_thousands() {
    // Given
    Hosts host = with("ECS_LOGLEVEL=debug" + "ECS_CLUSTER=x".repeat(40_000) + "\n");
    long start = System.nanoTime();

    // When
    Plan plan = plan(host, new Selection(Set.of("config-hygiene"), Set.of()));

    // Then
    assertTrue(System.nanoTime() - start < 10_000_000_000L, "it took too long");
    assertTrue(plan.isEmpty(), plan.toString());
  }

  @Test
  void restarts_the_agent_where_two_files_say_the_same_and_docker_has_to_restart_too() {
    // Given
    String line = "ECS_DISABLE_PRIVILEGED=true\n";
    Hosts host =
        with(BLOCK + line)
            .with(HostFacts.INSTANCE_CONFIG, line)
            .withDockerUnit("[Service]\nExecStart=/usr/bin/dockerd\n")
            .withDockerDropIn("http-proxy.conf", "[Service]\nEnvironment=HTTP_PROXY=http://p:1\n");

    // When
    Plan plan = plan(host, Selection.ALL, "settings: {ECS_DISABLE_PRIVILEGED: {unset: true}}");

    // Then
    assertEquals(
        Set.of(Restart.DAEMON_RELOAD, Restart.AGENT, Restart.DOCKER),
        plan.restarts(),
        plan.toString());
  }

  private static Hosts with(String text) {
    return Hosts.instance().with(HostFacts.ECS_CONFIG, text);
  }

  private static Plan plan(Hosts host, Selection selection, String... baseline) {
    Auditor auditor =
        new Auditor(Controls.all(), baseline(baseline), Instant.parse("2026-06-30T12:00:00Z"));
    Instance instance = Instance.of(host.facts());
    return new Planner(auditor, selection).plan(instance, auditor.audit(instance));
  }

  private static String text(Plan plan) {
    return new String(plan.files().getFirst().after().orElseThrow(), StandardCharsets.UTF_8);
  }

  private static String added(Plan plan, Hosts host) {
    String before =
        new String(host.facts().file(HostFacts.ECS_CONFIG).bytesOrEmpty(), StandardCharsets.UTF_8);
    return text(plan).substring(before.length());
  }

  private static List<String> controls(Plan plan) {
    return plan.files().stream()
        .flatMap(change -> change.reasons().stream())
        .map(Reason::control)
        .toList();
  }

  private static Baseline baseline(String... lines) {
    String text = "schemaVersion: 1\nextends: default\n" + String.join("\n", lines) + "\n";
    BaselineSource source =
        new BaselineSource() {
          @Override
          public byte[] read(String path) throws BaselineUnreadable {
            return text.getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public String resolve(String base, String relative) {
            return relative;
          }
        };
    try {
      return new BaselineLoader(Controls.catalog(), source).load("test.yaml");
    } catch (BadBaseline e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
