package io.ecsharden.settings.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.settings.rule.ValueRule.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ECS_CONTAINER_STOP_TIMEOUT | 2m",
        "ECS_CONTAINER_STOP_TIMEOUT | 1m30s",
        "ECS_IMAGE_PULL_TIMEOUT | 1.5h",
        "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION | 1m",
        "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER | 0",
        "ECS_IMAGE_CLEANUP_INTERVAL | 10m",
        "ECS_CGROUP_CPU_PERIOD | 10ms",
        "ECS_RESERVED_MEMORY | 256",
        "ECS_TASK_PIDS_LIMIT | 100",
        "ECS_NUM_IMAGES_DELETE_PER_CYCLE | 10",
        "ECS_IMAGE_PULL_BEHAVIOR | prefer-cached",
        "ECS_LOGLEVEL | Debug",
        "ECS_LOG_ROLLOVER_TYPE | size",
        "ECS_INSTANCE_IP_COMPATIBILITY | IPv6",
        "ECS_ENGINE_AUTH_TYPE | dockercfg",
        "ECS_LOG_DRIVER | awslogs",
        "ECS_RESERVED_PORTS | [22,80]",
        "ECS_RESERVED_PORTS_UDP | []",
        "ECS_AVAILABLE_LOGGING_DRIVERS | [\"json-file\",\"awsfirelens\"]",
        "ECS_EXCLUDE_UNTRACKED_IMAGE | alpine:latest,busybox:1",
        "ECS_TASK_METADATA_RPS_LIMIT | 40,60",
        "ECS_DYNAMIC_HOST_PORT_RANGE | 49153-65535",
        "ECS_LOG_OPTS | {\"max-size\":\"10m\",\"tag\":\"{{.Name}}\"}",
        "ECS_AGENT_LABELS | {\"a\":\"b\"}",
        "ECS_CHECKPOINT | true"
      })
  void accepts_what_the_reader_uses(String key, String text) {
    assertEquals(Optional.empty(), refusal(key, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ECS_CONTAINER_STOP_TIMEOUT | 30 | not set",
        "ECS_CONTAINER_STOP_TIMEOUT | 2 minutes | not set",
        "ECS_CONTAINER_STOP_TIMEOUT | 0s | not set",
        "ECS_CONTAINER_STOP_TIMEOUT | 500ms | 1s",
        "ECS_CONTAINER_START_TIMEOUT | 30s | 45s",
        "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION | 10ms | 3h",
        "ECS_IMAGE_CLEANUP_INTERVAL | 5m | 30m",
        "ECS_POLLING_METRICS_WAIT_DURATION | 1m | 20s",
        "ECS_CGROUP_CPU_PERIOD | 1s | 100ms",
        "ECS_RESERVED_MEMORY | 1GiB | not set",
        "ECS_RESERVED_MEMORY | 70000 | not set",
        "ECS_NUM_IMAGES_DELETE_PER_CYCLE | 0 | not set",
        "ECS_TASK_PIDS_LIMIT | -1 | not set",
        "ECS_IMAGE_PULL_BEHAVIOR | Always | not set",
        "ECS_IMAGE_PULL_BEHAVIOR | if-not-present | not set",
        "ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM | ec2 | not set",
        "ECS_LOGLEVEL | warning | warning",
        "ECS_RESERVED_PORTS | [\"22\"] | not set",
        "ECS_RESERVED_PORTS | 22,80 | not set",
        "ECS_RESERVED_PORTS | [70000] | not set",
        "ECS_AVAILABLE_LOGGING_DRIVERS | json-file | not set",
        "ECS_AVAILABLE_LOGGING_DRIVERS | {\"a\":1} | not set",
        "ECS_EXCLUDE_UNTRACKED_IMAGE | [\"alpine\"] | [\"alpine\"]",
        "ECS_EXCLUDE_UNTRACKED_IMAGE | a, b | a, b",
        "ECS_TASK_METADATA_RPS_LIMIT | 40 | not set",
        "ECS_TASK_METADATA_RPS_LIMIT | 0,1 | not set",
        "ECS_DYNAMIC_HOST_PORT_RANGE | 2000-1000 | not set",
        "ECS_DYNAMIC_HOST_PORT_RANGE | 32768:60999 | not set",
        "ECS_LOG_OPTS | {\"max-file\":5} | not set",
        "ECS_CHECKPOINT | no | not set"
      })
  void refuses_what_the_reader_drops(String key, String text, String used) {
    assertEquals(used, refusal(key, text).orElseThrow().instead().orElse("not set"));
  }

  @Test
  void names_typographic_quotes() {
    assertTrue(
        refusal("ECS_AGENT_LABELS", "{\u201Ca\u201D:\u201Cb\u201D}")
            .orElseThrow()
            .effect()
            .startsWith("Typographic quotes"));
  }

  private static Optional<Refusal> refusal(String key, String text) {
    return ValueRules.find(key).orElseThrow().refusal(text);
  }
}
