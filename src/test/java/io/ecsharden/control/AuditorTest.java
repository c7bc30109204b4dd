package io.ecsharden.control;

import static io.ecsharden.control.Audits.finding;
import static io.ecsharden.control.Audits.findings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.baseline.Severity;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.FileFact.Cause;
import io.ecsharden.facts.HostFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Baselines, waivers and what cannot be seen. */
class AuditorTest {

  private static final Hosts BARE = Hosts.instance();

  @ParameterizedTest
  @CsvSource({"2026-06-30, WAIVED", "2026-12-31, WAIVED", "2026-06-29, FAIL"})
  void waives_a_failure_until_the_end_of_the_last_day(String expires, Status expected) {
    // When
    Finding finding = finding("awsvpc-imds-block", BARE, waiver("awsvpc-imds-block", expires));

    // Then
    assertEquals(expected, finding.status());
    Finding.AppliedWaiver waiver = finding.waiver().orElseThrow();
    assertEquals(expected == Status.FAIL, waiver.expired());
    assertEquals("me@example.com", waiver.approvedBy());
    assertEquals("test.yaml:3", waiver.source());
    assertEquals(
        expected == Status.FAIL,
        finding.message().toString().contains("waiver for this expired on 2026-06-29"));
  }

  @Test
  void does_not_waive_what_passes() {
    // When
    Finding finding = finding("task-role", BARE, waiver("task-role", "2026-12-31"));

    // Then
    assertEquals(Status.PASS, finding.status());
    assertTrue(finding.waiver().isEmpty());
  }

  @Test
  void waives_one_setting_and_not_the_others() {
    // Given
    String[] baseline = {
      "settings: {ECS_CLUSTER: {present: true}, ECS_LOGLEVEL: {equals: warn}}",
      "waivers:",
      "  - {control: agent-settings, setting: ECS_LOGLEVEL, reason: r, approvedBy: a,"
          + " expires: 2026-12-31}"
    };

    // When
    List<Finding> findings =
        findings(BARE, baseline).stream()
            .filter(f -> f.control().equals("agent-settings"))
            .toList();

    // Then
    assertEquals(
        List.of("ECS_CLUSTER FAIL", "ECS_LOGLEVEL WAIVED"),
        findings.stream().map(f -> f.subject().orElse("") + " " + f.status()).toList());
  }

  @Test
  void leaves_out_what_the_baseline_switches_off() {
    // When
    List<Finding> findings = findings(BARE, "controls: {awsvpc-imds-block: {enabled: false}}");

    // Then
    assertFalse(findings.isEmpty());
    assertTrue(findings.stream().noneMatch(f -> f.control().equals("awsvpc-imds-block")));
  }

  @Test
  void takes_the_severity_of_the_baseline() {
    // When
    Finding finding =
        finding("task-role", BARE, "controls: {task-role: {severity: INFORMATIONAL}}");

    // Then
    assertEquals(Severity.INFORMATIONAL, finding.severity());
  }

  @ParameterizedTest
  @ValueSource(strings = {"awsvpc-imds-block", "awsvpc-enabled", "additional-local-routes"})
  void does_not_judge_awsvpc_on_an_external_instance(String control) {
    // Given
    Hosts host = Hosts.instance().with(HostFacts.ECS_CONFIG, "ECS_EXTERNAL=true\n");

    // When
    Finding finding = finding(control, host);

    // Then
    assertEquals(Status.NOT_APPLICABLE, finding.status());
    assertFalse(finding.message().toString().isBlank());
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"NO_PERMISSION", "TOO_LARGE", "IO_ERROR", "NOT_REGULAR"})
  void never_passes_what_it_could_not_see(Cause cause) {
    // Given
    FileFact unreadable = new FileFact.Unreadable(HostFacts.ECS_CONFIG, cause, "no such luck");
    List<String> fromTheFile =
        List.of(
            "awsvpc-imds-block",
            "task-role",
            "task-role-network-host",
            "awsvpc-enabled",
            "localhost-filter",
            "introspection-off-host",
            "docker-host-socket",
            "proxy-bypass",
            "backend-host-https",
            "additional-local-routes",
            "runtime-stats",
            "agent-privileged");

    // When
    List<Finding> findings = findings(Hosts.instance().with(unreadable));

    // Then
    for (Finding finding : findings) {
      if (fromTheFile.contains(finding.control())) {
        assertEquals(Status.NOT_EVALUATED, finding.status(), finding.control());
        assertTrue(
            finding.message().toString().contains("no such luck"), finding.message().toString());
      }
    }
    assertTrue(findings.size() >= fromTheFile.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"config-hygiene", "config-owner", "secrets-in-config", "dead-settings"})
  void never_passes_the_content_of_a_file_that_it_may_not_read(String control) {
    // Given
    FileFact unreadable =
        new FileFact.Unreadable(HostFacts.ECS_CONFIG, Cause.NO_PERMISSION, "permission denied");

    // When
    Finding finding = finding(control, Hosts.instance().with(unreadable));

    // Then
    assertEquals(Status.NOT_EVALUATED, finding.status(), finding.message().toString());
  }

  /** The unit also loads a file that is not read, and that may say anything. */
  @ParameterizedTest
  @CsvSource({
    "docker-host-socket, A=1, NOT_EVALUATED",
    "docker-host-socket, DOCKER_HOST=unix:///var/run/docker.sock, NOT_EVALUATED",
    "docker-host-socket, DOCKER_HOST=tcp://0.0.0.0:2375, FAIL",
    "agent-privileged, A=1, NOT_EVALUATED",
    "agent-privileged, ECS_AGENT_RUN_PRIVILEGED=false, NOT_EVALUATED"
  })
  void never_passes_what_ecs_init_takes_from_a_file_that_nobody_read(
      String control, String line, Status expected) {
    // Given
    Hosts host =
        Hosts.instance()
            .with(HostFacts.ECS_CONFIG, line + "\n")
            .withUnit("[Service]\nEnvironmentFile=-/etc/ecs/ecs.config\n")
            .withDropIn("[Service]\nEnvironmentFile=-/etc/sysconfig/ecs\n");

    // When
    Finding finding = finding(control, host);

    // Then
    assertEquals(expected, finding.status(), finding.message().toString());
    assertEquals(
        expected == Status.NOT_EVALUATED,
        finding.message().toString().contains("also loads /etc/sysconfig/ecs, which was not read"));
  }

  @ParameterizedTest
  @CsvSource({
    "ECS_AGENT_RUN_PRIVILEGED=false, ECS_AGENT_APPARMOR_PROFILE=ecs-agent-default, PASS",
    "ECS_AGENT_RUN_PRIVILEGED=false, ECS_AGENT_APPARMOR_PROFILE=unconfined, FAIL",
    "ECS_AGENT_RUN_PRIVILEGED=false, A=1, NOT_EVALUATED",
    "ECS_AGENT_RUN_PRIVILEGED=true, A=1, FAIL",
    "A=1, ECS_AGENT_APPARMOR_PROFILE=unconfined, FAIL"
  })
  void needs_both_to_call_the_agent_confined(String one, String other, Status expected) {
    // Given
    Hosts host =
        Hosts.instance()
            .with(HostFacts.ECS_CONFIG, one + "\n" + other + "\n")
            .withUnit(
                "[Service]\n"
                    + "EnvironmentFile=-/etc/default/ecs\n"
                    + "EnvironmentFile=-/etc/ecs/ecs.config\n");

    // Then
    assertEquals(expected, finding("agent-privileged", host).status());
  }

  @ParameterizedTest
  @CsvSource({"equals: on", "present: true", "unset: true"})
  void never_passes_a_stated_setting_that_nobody_knows_and_that_could_not_be_read(
      String expectation) {
    // Given
    FileFact unreadable =
        new FileFact.Unreadable(HostFacts.ECS_CONFIG, Cause.NO_PERMISSION, "no such luck");
    Hosts host =
        Hosts.instance().with(HostFacts.INSTANCE_CONFIG, "ECS_NEW_IN_2030=on\n").with(unreadable);

    // When
    Finding finding =
        finding("agent-settings", host, "settings: {ECS_NEW_IN_2030: {" + expectation + "}}");

    // Then
    assertEquals(Status.NOT_EVALUATED, finding.status(), finding.message().toString());
    assertTrue(finding.message().toString().contains("no such luck"), finding.message().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "NO_PERMISSION, localhost-filter, NOT_EVALUATED",
    "NO_PERMISSION, introspection-off-host, NOT_EVALUATED",
    "NO_PERMISSION, agent-privileged, NOT_EVALUATED",
    "NO_PERMISSION, proxy-bypass, NOT_EVALUATED",
    "NO_PERMISSION, config-hygiene, NOT_EVALUATED",
    "TOO_LARGE, localhost-filter, NOT_EVALUATED",
    "TOO_LARGE, proxy-bypass, NOT_EVALUATED",
    "TOO_LARGE, config-hygiene, NOT_EVALUATED",
    "DIRECTORY, localhost-filter, PASS",
    "NO_PERMISSION, task-role, PASS",
  })
  void never_passes_what_a_drop_in_that_it_could_not_read_may_say(
      Cause cause, String control, Status expected) {
    // Given
    Hosts host =
        Hosts.instance()
            .with(HostFacts.ECS_CONFIG, "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=false\n")
            .withUnit("[Service]\nEnvironmentFile=-/etc/ecs/ecs.config\n")
            .withDropIn(
                new FileFact.Unreadable(
                    "/etc/systemd/system/ecs.service.d/x.conf", cause, "no such luck"));

    // When
    Finding finding = finding(control, host);

    // Then
    assertEquals(expected, finding.status(), finding.message().toString());
    assertEquals(
        expected == Status.NOT_EVALUATED, finding.message().toString().contains("no such luck"));
  }

  @Test
  void knows_what_a_file_says_that_is_named_behind_a_drop_in_that_it_could_not_read() {
    // Given
    String last = "/etc/systemd/system/ecs.service.d/z.conf";
    String text = "[Service]\nEnvironmentFile=-/etc/ecs/ecs.config\n";
    Hosts host =
        Hosts.instance()
            .with(HostFacts.ECS_CONFIG, "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=false\n")
            .withUnit(text)
            .withDropIn(
                new FileFact.Unreadable(
                    "/etc/systemd/system/ecs.service.d/x.conf", Cause.NO_PERMISSION, "denied"))
            .withDropIn(
                new FileFact.Content(last, text.getBytes(StandardCharsets.UTF_8), 0644, 0, 0));

    // Then
    assertEquals(Status.PASS, finding("localhost-filter", host).status());
    assertEquals(Status.NOT_EVALUATED, finding("introspection-off-host", host).status());
  }

  private static String[] waiver(String control, String expires) {
    return new String[] {
      "waivers:",
      "  - {control: "
          + control
          + ", reason: because, approvedBy: me@example.com, expires: "
          + expires
          + "}"
    };
  }
}
