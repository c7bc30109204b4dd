package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake that was planted in the sample instance is found, where it stands. */
class SampleInstanceTest {

  private static final Run RUN =
      Run.of("audit", "--format", "json", "--root", "ecs-config/sample-instance");
  private static final JsonNode JSON = RUN.json();

  @Test
  void has_drift() {
    assertEquals(ExitCode.DRIFT, RUN.code());
    assertEquals("", RUN.err());
  }

  @ParameterizedTest
  @CsvSource({
    "awsvpc-imds-block, HIGH, /etc/ecs/ecs.config:3, false, true",
    "task-role, MEDIUM, /etc/ecs/ecs.config.json:3, false, true",
    "task-role-network-host, LOW, /etc/ecs/ecs.config:6, false, true",
    "localhost-filter, HIGH, /etc/ecs/ecs.config:7, true, false",
    "introspection-off-host, MEDIUM, /etc/ecs/ecs.config:8, true, false",
    "runtime-stats, LOW, /etc/ecs/ecs.config:11, true, false",
    "proxy-bypass, HIGH, /etc/ecs/ecs.config:19, NO_PROXY=, 169.254.169.254 and 169.254.170.2 direct",
    "docker-host-socket, CRITICAL, /etc/ecs/ecs.config:18, tcp://127.0.0.1:2375, unix://…",
    "additional-local-routes, MEDIUM, /etc/ecs/ecs.config:21, '[\"169.254.0.0/16\"]', none"
  })
  void fails_where_the_value_stands(
      String control, String severity, String source, String effective, String expected) {
    // When
    JsonNode finding = finding(control);

    // Then
    assertEquals("FAIL", finding.get("status").textValue());
    assertEquals(severity, finding.get("severity").textValue());
    assertEquals(source, finding.get("source").textValue());
    assertEquals(effective, finding.get("effective").textValue());
    assertEquals(expected, finding.get("expected").textValue());
    assertFalse(finding.get("message").textValue().isEmpty());
    assertFalse(finding.get("remediation").textValue().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "config-hygiene, quoted-value, /etc/ecs/ecs.config:3, ECS_AWSVPC_BLOCK_IMDS",
    "config-hygiene, export-prefix, /etc/ecs/ecs.config:4, ECS_ENABLE_SPOT_INSTANCE_DRAINING",
    "config-hygiene, inline-comment, /etc/ecs/ecs.config:5, ECS_ENABLE_TASK_IAM_ROLE",
    "config-hygiene, invalid-value, /etc/ecs/ecs.config:6, ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST",
    "config-hygiene, space-before-equals, /etc/ecs/ecs.config:9, ECS_LOGLEVEL",
    "config-hygiene, wrong-case, /etc/ecs/ecs.config:10, ECS_RESERVED_MEMORY",
    "config-hygiene, duplicate, /etc/ecs/ecs.config:12, ECS_IMAGE_PULL_BEHAVIOR",
    "config-hygiene, glued-line, /etc/ecs/ecs.config:20, ECS_UPDATES_ENABLED",
    "config-hygiene, shell-leftover, /etc/ecs/ecs.config:22, ''",
    "config-hygiene, not-loaded, /var/lib/ecs/ecs.config:2, ECS_AGENT_RUN_PRIVILEGED",
    "config-hygiene, ignored-json-field, /etc/ecs/ecs.config.json:2, ECS_AWSVPC_BLOCK_IMDS",
    "awsvpc-imds-block, quoted-value, /etc/ecs/ecs.config:3, ECS_AWSVPC_BLOCK_IMDS",
    "secrets-in-config, readable-secret, /etc/ecs/ecs.config:17, ECS_ENGINE_AUTH_DATA",
    "secrets-in-config, readable-secret, /etc/ecs/ecs.config:19, HTTP_PROXY",
    "dead-settings, dead-setting, /etc/ecs/ecs.config:14, AWSVPC_BLOCK_IMDS",
    "dead-settings, dead-setting, /etc/ecs/ecs.config:15, ECS_OFFHOST_INTROSPECTION_INTERFACE_NAME"
  })
  void finds_the_mistake(String control, String kind, String source, String setting) {
    // When
    List<String> details = new ArrayList<>();
    for (JsonNode detail : finding(control).path("details")) {
      details.add(
          text(detail, "kind") + " " + text(detail, "source") + " " + text(detail, "setting"));
    }

    // Then
    assertTrue(details.contains(kind + " " + source + " " + setting), details.toString());
  }

  @Test
  void finds_the_drop_in_that_reaches_nobody() {
    assertTrue(finding("config-hygiene").toString().contains("hardening.conf:2"));
  }

  @Test
  void shows_nothing_of_the_registry_and_the_proxy_but_their_names() {
    assertFalse(RUN.out().contains("EXAMPLE"), RUN.out());
  }

  @Test
  void counts_what_it_lists() {
    // When
    JsonNode summary = JSON.get("summary");

    // Then
    assertEquals(
        List.of("pass", "fail", "pendingRestart", "waived", "notApplicable", "notEvaluated"),
        summary.properties().stream().map(java.util.Map.Entry::getKey).toList());
    int total = 0;
    for (JsonNode count : summary) {
      total += count.intValue();
    }
    assertEquals(JSON.get("findings").size(), total);
    assertEquals(12, summary.get("fail").intValue());
    assertEquals("default", JSON.at("/baseline/name").textValue());
    assertEquals("amzn", JSON.at("/host/os/id").textValue());
    assertEquals("2026-06-30T12:00:00Z", JSON.get("time").textValue());
  }

  @Test
  void fails_more_under_the_strict_baseline() {
    // When
    Run strict =
        Run.of(
            "audit",
            "--format",
            "json",
            "--baseline",
            "strict",
            "--root",
            "ecs-config/sample-instance");

    // Then
    assertTrue(strict.json().get("findings").size() > JSON.get("findings").size());
    assertEquals("builtin:strict", strict.json().at("/baseline/source").textValue());
  }

  private static JsonNode finding(String control) {
    for (JsonNode finding : JSON.get("findings")) {
      if (text(finding, "control").equals(control)) {
        return finding;
      }
    }
    throw new AssertionError("no finding of " + control);
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).asText("");
  }
}
