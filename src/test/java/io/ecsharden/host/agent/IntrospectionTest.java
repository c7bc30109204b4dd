package io.ecsharden.host.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.host.Peer;
import io.ecsharden.machine.AgentHealth;
import io.ecsharden.machine.AgentHealth.NotHealthy;
import io.ecsharden.machine.AgentHealth.Unreached;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrospectionTest {

  /** Where an answer comes: as long as a busy machine may take. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Where none comes. */
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final String ARN =
      "arn:aws:ecs:us-east-1:012345678910:container-instance/default/0123456789abcdef";

  @Test
  void reads_the_answer_of_a_registered_agent() throws IOException {
    // Given
    String body =
        "{\"Cluster\":\"default\",\"ContainerInstanceArn\":\""
            + ARN
            + "\",\"Version\":\"Amazon ECS Agent - v1.105.1 (8dfceca6)\"}";

    // When
    AgentHealth health = health(Peer.http(Peer.ok(body)));

    // Then
    assertEquals(new AgentHealth.Healthy("Amazon ECS Agent - v1.105.1 (8dfceca6)"), health);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 500 x~~ | the agent answers with status 500",
        "HTTP/1.1 200 OK~~{} | the agent answers, but has not registered with a cluster",
        "HTTP/1.1 200 OK~~{\"Cluster\":\"c\",\"ContainerInstanceArn\":null} | the agent answers, but"
            + " has not registered with a cluster",
        "HTTP/1.1 200 OK~~<html> | the answer is not a JSON object",
        "hello~ | the answer is not HTTP",
        "'' | the other side has closed the connection"
      })
  void says_why_an_agent_is_not_healthy(String answer, String reason) throws IOException {
    // When
    AgentHealth health = health(Peer.http(answer.replace("~", "\r\n")));

    // Then
    assertTrue(
        assertInstanceOf(NotHealthy.class, health).reason().endsWith(reason), health.toString());
  }

  @Test
  void does_not_wait_for_an_agent_that_hangs() throws IOException {
    try (Peer server = Peer.loopback(Peer.silence())) {
      assertEquals(
          new NotHealthy("the agent did not answer within 300 ms"),
          new Introspection(server.port(), SHORT).health());
    }
  }

  @Test
  void says_that_nobody_listens() throws IOException {
    // Given
    int port;
    try (Peer server = Peer.loopback(Peer.silence())) {
      port = server.port();
    }

    // Then
    assertEquals(
        new Unreached("nothing listens at 127.0.0.1:" + port),
        new Introspection(port, TIMEOUT).health());
  }

  private static AgentHealth health(Peer.Manners manners) throws IOException {
    try (Peer server = Peer.loopback(manners)) {
      return new Introspection(server.port(), TIMEOUT).health();
    }
  }
}
