package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The members of `effective --format json` that others rely on. */
class EffectiveContractTest {

  private static final String CONFIG = "etc/ecs/ecs.config";

  @TempDir private Path root;

  @Test
  void shows_what_each_reader_takes_of_each_file() throws IOException {
    // Given
    Run.write(root, CONFIG, "A=1\nA=2\nB=\"x\"\n");
    Run.write(root, "var/lib/ecs/ecs.config", "C=3\n");

    // When
    JsonNode json = effective();

    // Then
    assertEquals(1, json.at("/schemaVersion").intValue());
    JsonNode etc = json.get("readings").get("/etc/ecs/ecs.config");
    assertEquals("{\"A\":\"2\",\"B\":\"\\\"x\\\"\"}", etc.get("ecs-init").toString());
    assertEquals("{\"A\":\"2\",\"B\":\"x\"}", etc.get("systemd").toString());
    assertEquals("[\"A=1\",\"A=2\",\"B=\\\"x\\\"\"]", etc.get("docker-env-file").toString());
    JsonNode varLib = json.get("readings").get("/var/lib/ecs/ecs.config");
    assertEquals("{\"C\":\"3\"}", varLib.get("systemd").toString());
  }

  @Test
  void shows_why_a_reader_refuses_a_file() throws IOException {
    // Given
    Run.write(root, CONFIG, "A=1\nB=\u0000\n");

    // When
    JsonNode etc = effective().get("readings").get("/etc/ecs/ecs.config");

    // Then
    assertEquals(List.of("error"), List.copyOf(names(etc.get("systemd"))));
    assertTrue(etc.at("/systemd/error").textValue().contains("/etc/ecs/ecs.config:2"));
    assertEquals("1", etc.at("/ecs-init/A").textValue());
  }

  @Test
  void shows_the_values_that_the_agent_takes() throws IOException {
    // Given
    Run.write(
        root,
        CONFIG,
        "ECS_CLUSTER=c\nECS_AWSVPC_BLOCK_IMDS=\"true\"\nECS_DISABLE_PRIVILEGED=true\n");

    // When
    JsonNode json = effective();

    // Then
    JsonNode agent = json.get("agent");
    assertEquals("c", agent.at("/ECS_CLUSTER/value").textValue());
    assertEquals("/etc/ecs/ecs.config:1", agent.at("/ECS_CLUSTER/source").textValue());
    assertBoolean(false, agent, "ECS_AWSVPC_BLOCK_IMDS");
    assertBoolean(true, agent, "ECS_ENABLE_TASK_IAM_ROLE");
    assertBoolean(true, agent, "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST");
    assertBoolean(true, agent, "ECS_DISABLE_PRIVILEGED");
    assertBoolean(false, agent, "ECS_EXTERNAL");
    assertTrue(json.get("agentStarts").isBoolean() && json.get("agentStarts").booleanValue());
    assertFalse(json.has("agentFails"));
  }

  @Test
  void says_why_the_agent_does_not_start() throws IOException {
    // Given
    Run.write(root, CONFIG, "A=1\n");
    Run.write(root, "etc/ecs/ecs.config.json", "{\n  \"Cluster\": }\n");

    // When
    JsonNode json = effective();

    // Then
    assertFalse(json.get("agentStarts").booleanValue());
    assertEquals("/etc/ecs/ecs.config.json:2", json.at("/agentFails/0/source").textValue());
    assertTrue(
        json.at("/agentFails/0/reason").textValue().contains("invalid character '}' looking"));
  }

  @Test
  void shows_invalid_utf_8_as_replacement_characters() throws IOException {
    // Given
    Run.write(root, CONFIG, "ECS_CLUSTER=a\u00FF\u00C3z\n".getBytes(StandardCharsets.ISO_8859_1));

    // When
    JsonNode json = effective();

    // Then
    assertEquals("a\uFFFD\uFFFDz", json.at("/agent/ECS_CLUSTER/value").textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ECS_ENGINE_AUTH_DATA={\"https://r\":{\"username\":\"u\",\"password\":\"hunter2x\"}}",
        "AWS_SECRET_ACCESS_KEY=hunter2x",
        "HTTP_PROXY=http://user:hunter2x@proxy:3128",
        "export AWS_SESSION_TOKEN=hunter2x",
        "# DB_PASSWORD=hunter2x"
      })
  void hides_secrets_unless_it_shall_not(String line) throws IOException {
    // Given
    Run.write(root, CONFIG, line + "\n");

    // Then
    for (String format : new String[] {"text", "json"}) {
      assertFalse(run("effective", format).out().contains("hunter2x"));
      assertFalse(run("audit", format).out().contains("hunter2x"));
    }
    assertTrue(run("effective", "json", "--reveal-secrets").out().contains("hunter2x"));
  }

  private JsonNode effective() {
    Run run = run("effective", "json");
    assertEquals(ExitCode.COMPLIANT, run.code(), run.err());
    return run.json();
  }

  private Run run(String verb, String format, String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(List.of(verb, "--format", format, "--root", root.toString()));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static void assertBoolean(boolean expected, JsonNode agent, String key) {
    JsonNode value = agent.path(key).path("value");
    assertTrue(value.isBoolean(), key + " is " + value);
    assertEquals(expected, value.booleanValue(), key);
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }
}
