package io.ecsharden.control.check;

import static io.ecsharden.control.Audits.finding;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.Assign;
import io.ecsharden.control.Remedy.ByHand;
import io.ecsharden.control.Remedy.JsonBoolean;
import io.ecsharden.control.Remedy.NarrowMode;
import io.ecsharden.control.Remedy.Plain;
import io.ecsharden.control.Remedy.Unset;
import io.ecsharden.control.Status;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each control asks for when it fails. */
class RemediesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "awsvpc-imds-block|A=1|ECS_AWSVPC_BLOCK_IMDS=true",
        "task-role|ECS_ENABLE_TASK_IAM_ROLE=false|ECS_ENABLE_TASK_IAM_ROLE=true",
        "awsvpc-enabled|ECS_ENABLE_TASK_ENI=false|ECS_ENABLE_TASK_ENI=true",
        "task-role-network-host|ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=false|"
            + "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=true",
        "localhost-filter|ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=true|"
            + "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=false",
        "introspection-off-host|ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS=1|"
            + "ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS=false",
        "runtime-stats|ECS_ENABLE_RUNTIME_STATS=true|ECS_ENABLE_RUNTIME_STATS=false",
        "agent-privileged|ECS_AGENT_RUN_PRIVILEGED=true|ECS_AGENT_RUN_PRIVILEGED=false",
        "agent-privileged|ECS_AGENT_APPARMOR_PROFILE=unconfined|"
            + "ECS_AGENT_APPARMOR_PROFILE=ecs-agent-default",
        "docker-host-socket|DOCKER_HOST=tcp://1.2.3.4:2375|DOCKER_HOST=unix:///var/run/docker.sock"
      })
  void asks_for_a_value(String control, String line, String wanted) {
    // When
    List<Remedy> remedies =
        finding(control, with(line), "controls: {awsvpc-enabled: {enabled: true}}").remedies();

    // Then
    int equals = wanted.indexOf('=');
    assertEquals(
        List.of(new Assign(wanted.substring(0, equals), wanted.substring(equals + 1))), remedies);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=true|localhost-filter",
        "ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS=true|introspection-off-host",
        "ECS_AGENT_RUN_PRIVILEGED=true|agent-privileged"
      })
  void leaves_the_unit_to_people_when_it_does_not_load_the_file(String row) {
    // Given
    String line = row.substring(0, row.indexOf('|'));
    Hosts host = with("A=1").withUnit("[Service]\nEnvironment=" + line + "\n");

    // When
    List<Remedy> remedies = finding(row.substring(row.indexOf('|') + 1), host).remedies();

    // Then
    assertTrue(
        remedies.getFirst() instanceof ByHand hand
            && hand.reason().text().masked().contains("ecs.service"));
  }

  @Test
  void changes_the_true_of_the_json_file_that_beats_a_false() {
    // Given
    Hosts host =
        with("ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=false")
            .with(HostFacts.JSON_CONFIG, "{\"TaskIAMRoleEnabledForNetworkHost\":true}");

    // When
    List<Remedy> remedies =
        finding(
                "task-role-network-host",
                host,
                "controls: {task-role-network-host: {parameters: {expected: false}}}")
            .remedies();

    // Then
    assertEquals(
        List.of(
            new Assign("ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST", "false"),
            new JsonBoolean(HostFacts.JSON_CONFIG, "TaskIAMRoleEnabledForNetworkHost", false)),
        remedies);
  }

  @Test
  void takes_routes_out_of_env_files_and_leaves_the_json_file_to_people() {
    // Given
    String json = "{\"AWSVPCAdditionalLocalRoutes\":[\"10.0.0.0/8\"]}";
    Hosts inJson = with("A=1").with(HostFacts.JSON_CONFIG, json);
    Hosts inFile = with("ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES=[\"10.0.0.0/8\"]");

    // Then
    assertEquals(
        List.of(new Unset("ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES")),
        finding("additional-local-routes", inFile).remedies());
    assertTrue(finding("additional-local-routes", inJson).remedies().getFirst() instanceof ByHand);
  }

  @ParameterizedTest
  @CsvSource({
    "backend-host-https, ECS_BACKEND_HOST=http://x",
    "dead-settings, ECS_NOBODY_READS_THIS=1"
  })
  void leaves_to_people_what_only_they_know(String control, String line) {
    // Then
    assertTrue(finding(control, with(line)).remedies().stream().allMatch(ByHand.class::isInstance));
    assertFalse(finding(control, with(line)).remedies().isEmpty());
  }

  @Test
  void narrows_the_mode_of_a_file_with_secrets_and_leaves_aws_keys_to_people() {
    // Given
    Hosts host = with("MY_PASSWORD=hunter2\nAWS_SECRET_ACCESS_KEY=hunter2");

    // When
    List<Remedy> remedies = finding("secrets-in-config", host).remedies();

    // Then
    assertEquals(new NarrowMode(HostFacts.ECS_CONFIG, 0640), remedies.getFirst());
    assertTrue(remedies.getLast() instanceof ByHand hand && hand.where().orElseThrow().line() == 2);
    assertFalse(remedies.toString().contains("hunter2"));
  }

  @ParameterizedTest
  @CsvSource({
    "equals: warn, 'ECS_LOGLEVEL=warn'",
    "'oneOf: [error, warn]', 'ECS_LOGLEVEL=error'",
    "unset: true, ''"
  })
  void asks_for_what_the_baseline_states(String expectation, String wanted) {
    // When
    List<Remedy> remedies =
        finding(
                "agent-settings",
                with("ECS_LOGLEVEL=info"),
                "settings: {ECS_LOGLEVEL: {" + expectation + "}}")
            .remedies();

    // Then
    Remedy expected =
        wanted.isEmpty()
            ? new Unset("ECS_LOGLEVEL")
            : new Assign("ECS_LOGLEVEL", wanted.substring(wanted.indexOf('=') + 1));
    assertEquals(List.of(expected), remedies);
  }

  /** The JSON file sets it, although ecs-init's own default beats it. */
  @Test
  void leaves_a_field_that_is_not_in_force_to_people_too() {
    // Given
    Hosts host = with("A=1").with(HostFacts.JSON_CONFIG, "{\"UpdatesEnabled\": true}");

    // When
    Finding finding =
        finding("agent-settings", host, "settings: {ECS_UPDATES_ENABLED: {unset: true}}");

    // Then
    assertEquals(Status.FAIL, finding.status());
    assertTrue(
        finding.remedies().getFirst() instanceof ByHand hand
            && hand.where().orElseThrow().file().equals(HostFacts.JSON_CONFIG),
        finding.remedies().toString());
  }

  @Test
  void does_not_invent_a_value_that_only_has_to_be_present() {
    // Then
    assertTrue(
        finding("agent-settings", with("A=1"), "settings: {ECS_CLUSTER: {present: true}}")
                .remedies()
                .getFirst()
            instanceof ByHand);
  }

  @Test
  void asks_for_plain_lines_and_leaves_leftovers_to_people() {
    // When
    List<Remedy> remedies =
        finding("config-hygiene", with("export ECS_LOGLEVEL=info\nEOF")).remedies();

    // Then
    assertTrue(
        remedies.getFirst() instanceof Plain plain
            && plain.path().equals(HostFacts.ECS_CONFIG)
            && plain.line() == 1);
    assertTrue(remedies.getLast() instanceof ByHand);
  }

  private static Hosts with(String line) {
    return Hosts.instance().with(HostFacts.ECS_CONFIG, line + "\n");
  }
}
