package io.ecsharden.control.check;

import static io.ecsharden.control.Audits.finding;
import static io.ecsharden.control.Audits.findings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.facts.HostFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a baseline can ask of a control. */
class ParametersTest {

  @ParameterizedTest
  @CsvSource({
    "true, true, PASS",
    "true, false, FAIL",
    "false, true, FAIL",
    "false, false, PASS",
    "yes, false, PASS",
    "'', false, PASS"
  })
  void expects_what_the_fleet_decided_for_host_mode(String text, boolean expected, Status status) {
    // Given
    Hosts host = with("ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=" + text + "\n");

    // When
    Finding finding =
        finding(
            "task-role-network-host",
            host,
            "controls: {task-role-network-host: {parameters: {expected: " + expected + "}}}");

    // Then
    assertEquals(status, finding.status());
    assertEquals(Boolean.toString(expected), finding.expected().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|10.0.0.0/8|PASS",
        "[\"10.1.0.0/16\"]|10.0.0.0/8|PASS",
        "[\"10.0.0.0/8\"]|10.0.0.0/8|PASS",
        "[\"10.0.0.0/7\"]|10.0.0.0/8|FAIL",
        "[\"10.1.0.0/16\",\"192.168.0.0/24\"]|10.0.0.0/8|FAIL",
        "[\"10.1.0.0/16\",\"192.168.0.0/24\"]|10.0.0.0/8, 192.168.0.0/16|PASS",
        "[\"fd00:1::/64\"]|fd00:1::/32|PASS",
        "[\"169.254.169.254/32\"]|169.254.0.0/16|FAIL",
        "[\"0.0.0.0/0\"]|0.0.0.0/0|FAIL",
        "no JSON|10.0.0.0/8|FAIL"
      })
  void allows_routes_within_the_networks_of_the_baseline(
      String routes, String allowed, Status status) {
    // Given
    Hosts host = with("ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES=" + routes + "\n");
    String list = "['" + allowed.replace(", ", "', '") + "']";

    // When
    Finding finding =
        finding(
            "additional-local-routes",
            host,
            "controls: {additional-local-routes: {parameters: {allow: " + list + "}}}");

    // Then
    assertEquals(status, finding.status(), finding.message().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "600, 0600, PASS",
    "640, 0600, FAIL",
    "640, 0640, PASS",
    "644, 0640, FAIL",
    "604, 0640, FAIL",
    "400, 0600, PASS",
    "660, 0640, FAIL"
  })
  void wants_secrets_in_a_file_of_at_most_this_mode(String mode, String allowed, Status status) {
    // Given
    Hosts host =
        Hosts.instance()
            .with(
                HostFacts.ECS_CONFIG,
                "ECS_ENGINE_AUTH_DATA={\"r\":{\"auth\":\"c2VjcmV0\"}}\n",
                Integer.parseInt(mode, 8));

    // When
    Finding finding =
        finding(
            "secrets-in-config",
            host,
            "controls: {secrets-in-config: {parameters: {maxMode: " + allowed + "}}}");

    // Then
    assertEquals(status, finding.status());
    assertFalse(finding.toString().contains("c2VjcmV0"), "the secret is in the finding");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ECS_LOGLEVEL=info|ECS_LOGLEVEL: {equals: info}|PASS",
        "ECS_LOGLEVEL=info|ECS_LOGLEVEL: {equals: warn}|FAIL",
        "ECS_LOGLEVEL=info|ECS_LOGLEVEL: {oneOf: [warn, info]}|PASS",
        "ECS_LOGLEVEL=debug|ECS_LOGLEVEL: {oneOf: [warn, info]}|FAIL",
        "ECS_LOGLEVEL=\"info\"|ECS_LOGLEVEL: {equals: info}|FAIL",
        "ECS_DISABLE_PRIVILEGED=T|ECS_DISABLE_PRIVILEGED: {equals: true}|PASS",
        "ECS_DISABLE_PRIVILEGED=yes|ECS_DISABLE_PRIVILEGED: {equals: true}|FAIL",
        "ECS_DISABLE_PRIVILEGED=yes|ECS_DISABLE_PRIVILEGED: {equals: false}|PASS",
        "A=1|ECS_DISABLE_PRIVILEGED: {equals: false}|PASS",
        "ECS_CLUSTER=c|ECS_CLUSTER: {present: true}|PASS",
        "ECS_CLUSTER=|ECS_CLUSTER: {present: true}|FAIL",
        "A=1|ECS_CLUSTER: {present: true}|FAIL",
        "ECS_BACKEND_HOST=x|ECS_BACKEND_HOST: {unset: true}|FAIL",
        "A=1|ECS_BACKEND_HOST: {unset: true}|PASS",
        "ECS_NEW_IN_2030=on|ECS_NEW_IN_2030: {equals: on}|PASS",
        "A=1|ECS_NEW_IN_2030: {equals: on}|FAIL",
        "ECS_AGENT_RUN_PRIVILEGED=true|ECS_AGENT_RUN_PRIVILEGED: {equals: false}|FAIL",
        "A=1|ECS_LOGLEVEL: {oneOf: [info, warn]}|PASS",
        "ECS_LOGLEVEL=|ECS_LOGLEVEL: {equals: info}|PASS",
        "A=1|ECS_LOGLEVEL: {equals: warn}|FAIL",
        "A=1|ECS_RESERVED_MEMORY: {equals: 256}|FAIL",
        "A=1|ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: {equals: 3h}|PASS",
        "A=1|ECS_ENGINE_AUTH_DATA: {equals: ''}|PASS",
        "A=1|HTTP_PROXY: {equals: 'http://p:1'}|FAIL",
        "A=1|ECS_UPDATES_ENABLED: {unset: true}|PASS",
        "ECS_UPDATES_ENABLED=true|ECS_UPDATES_ENABLED: {unset: true}|FAIL",
        "A=1|ECS_DATADIR: {present: true}|FAIL",
        "ECS_DATADIR=/data|ECS_DATADIR: {present: true}|PASS",
        "ECS_EXTERNAL=true|ECS_ENABLE_TASK_ENI: {unset: true}|PASS",
        "A=1|ECS_DATADIR: {equals: /data}|PASS"
      })
  void judges_the_settings_that_the_baseline_states(
      String line, String expectation, Status status) {
    // When
    Finding finding =
        finding("agent-settings", with(line + "\n"), "settings: {" + expectation + "}");

    // Then
    assertEquals(status, finding.status(), finding.message().toString());
    assertEquals(status == Status.PASS, finding.remediation().isEmpty());
  }

  /** Their defaults depend on other settings, on the instance, or are not documented. */
  @ParameterizedTest
  @CsvSource({
    "AWS_DEFAULT_REGION, eu-central-1, us-east-1",
    "ECS_LOGLEVEL_ON_INSTANCE, info, debug",
    "ECS_CHECKPOINT, true, false",
    "ECS_DYNAMIC_HOST_PORT_RANGE, 32768-60999, 40000-50000"
  })
  void does_not_judge_a_default_that_is_not_known(String key, String text, String other) {
    // Given
    String equals = "settings: {" + key + ": {equals: " + text + "}}";

    // When
    Finding finding = finding("agent-settings", with("A=1\n"), equals);

    // Then
    assertEquals(Status.NOT_EVALUATED, finding.status(), finding.message().toString());
    assertTrue(finding.message().toString().contains(key), finding.message().toString());
    assertEquals(
        Status.PASS, finding("agent-settings", with(key + "=" + text + "\n"), equals).status());
    assertEquals(
        Status.FAIL, finding("agent-settings", with(key + "=" + other + "\n"), equals).status());
    assertEquals(
        Status.PASS,
        finding("agent-settings", with("A=1\n"), "settings: {" + key + ": {unset: true}}")
            .status());
  }

  @Test
  void has_no_finding_for_settings_when_the_baseline_states_none() {
    // Then
    assertEquals(
        0, findings(with("")).stream().filter(f -> f.control().equals("agent-settings")).count());
  }

  private static Hosts with(String file) {
    return Hosts.instance().with(HostFacts.ECS_CONFIG, file);
  }
}
