package io.ecsharden.settings.init;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.Instance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogDriverTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ECS_LOG_DRIVER=json-file",
        "ECS_LOG_DRIVER=nothing-known",
        "ECS_LOG_DRIVER=awslogs\nECS_LOG_OPTS={\"awslogs-group\":\"g\",\"awslogs-region\":\"eu-west-1\"}",
        "ECS_LOG_DRIVER=journald\nECS_LOG_OPTS={\"tag\":\"ecs\"}",
        "ECS_LOG_DRIVER=syslog\nECS_LOG_OPTS={\"syslog-address\":\"udp://10.0.0.1:514\"}",
        "ECS_LOG_OPTS={\"max-size\":\"10m\",\"max-file\":\"3\"}"
      })
  void lets_a_driver_with_its_own_options_be(String lines) {
    assertEquals("starts", failure(lines));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ECS_LOG_DRIVER=awslogs | /etc/ecs/ecs.config:1",
        "ECS_LOG_DRIVER=awslogs;ECS_LOG_OPTS={\"awslogs-region\":\"eu-west-1\"} | /etc/ecs/ecs.config:1",
        "ECS_LOG_OPTS={\"awslogs-group\":\"g\"} | /etc/ecs/ecs.config:1",
        "ECS_LOG_DRIVER=journald;ECS_LOG_OPTS={\"max-size\":\"10m\"} | /etc/ecs/ecs.config:2"
      })
  void knows_that_docker_refuses_the_container(String lines, String place) {
    assertEquals(place, failure(lines.replace(';', '\n')));
  }

  private static String failure(String lines) {
    Instance instance =
        Instance.of(Hosts.instance().with(HostFacts.ECS_CONFIG, lines + "\n").facts());
    return instance.settings().agent().failures().stream()
        .map(failure -> failure.origin().display())
        .findFirst()
        .orElse("starts");
  }
}
