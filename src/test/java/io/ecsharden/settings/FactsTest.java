package io.ecsharden.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.Facts;
import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.settings.agent.AgentView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Our readers against what the real programs made of the same files. */
class FactsTest {

  private final List<String> mismatches = new ArrayList<>();

  @Test
  void reads_every_env_file_vector_as_the_three_readers_do() {
    List<JsonNode> rows = Facts.rows("env-file-vectors.json");
    for (JsonNode row : rows) {
      byte[] bytes = row.get("input").asText().getBytes(StandardCharsets.ISO_8859_1);
      compareReaders(
          row.get("name").asText(),
          bytes,
          row.get("ecs_init"),
          row.get("systemd252"),
          row.get("docker_env_file"));
    }
    assertNoMismatch(rows.size(), 53);
  }

  @Test
  void reads_every_generated_env_file_as_the_three_readers_do() throws IOException {
    int count = 0;
    for (JsonNode row : Facts.compressedRows("fuzz.jsonl.gz")) {
      if (row.get("kind").asText().equals("env-file")) {
        count++;
        compareReaders(
            "generated " + count,
            row.get("file_base64").binaryValue(),
            row.get("ecs_init"),
            row.get("systemd"),
            row.get("docker_env_file"));
      }
    }
    assertNoMismatch(count, 800);
  }

  @Test
  void takes_every_spelling_of_a_boolean_as_the_agent_does() {
    List<JsonNode> rows = Facts.rows("booleans.json");
    for (JsonNode row : rows) {
      // The agent saw the text itself, without a file in between: quoting a line feed away is not
      // possible in a file, so white space is kept by giving the text to the parser directly.
      String text = row.get("value").asText();
      for (String key :
          List.of(
              "ECS_AWSVPC_BLOCK_IMDS",
              "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST",
              "ECS_EBSTA_SUPPORTED",
              "ECS_ENABLE_TASK_CPU_MEM_LIMIT")) {
        AgentView agent =
            read(Hosts.instance().with(HostFacts.ECS_CONFIG, key + "=" + text + "\n").facts());
        compare(text + " for " + key, row.get(key).asBoolean(), agent.get(key).isTrue());
      }
    }
    assertNoMismatch(rows.size(), 31);
  }

  @Test
  void takes_every_measured_host_as_the_agent_does() {
    List<JsonNode> rows = Facts.rows("end-to-end.json");
    for (JsonNode row : rows) {
      compareHost(
          row.get("name").asText(),
          row.get("/etc/ecs/ecs.config") == null
              ? latin1(row.get("etc_ecs_config"))
              : latin1(row.get("/etc/ecs/ecs.config")),
          latin1(row.get("var_lib_ecs_config")),
          row.get("ecs_config_json"),
          row.get("agent"));
    }
    assertNoMismatch(rows.size(), 28);
  }

  @Test
  void takes_every_generated_host_as_the_agent_does() {
    int count = 0;
    for (JsonNode row : Facts.compressedRows("fuzz.jsonl.gz")) {
      if (row.get("kind").asText().equals("end-to-end")) {
        count++;
        compareHost(
            "generated " + count,
            Base64.getDecoder().decode(row.get("etc_ecs_config_base64").asText()),
            Base64.getDecoder().decode(row.get("var_lib_ecs_config_base64").asText()),
            row.get("ecs_config_json"),
            row.get("agent"));
      }
    }
    assertNoMismatch(count, 800);
  }

  private void compareReaders(
      String name, byte[] bytes, JsonNode ecsInit, JsonNode systemd, JsonNode docker) {
    EnvFile file = EnvFile.parse(bytes);
    Map<String, String> expected = new TreeMap<>();
    ecsInit.properties().forEach(entry -> expected.put(entry.getKey(), entry.getValue().asText()));
    Map<String, String> actual = new TreeMap<>();
    file.read(Dialect.ECS_INIT).lastByKey().forEach((key, a) -> actual.put(key, a.value()));
    compare(name + " by ecs-init", expected, actual);
    compare(name + " by systemd", utf8(list(systemd)), effective(file.read(Dialect.SYSTEMD)));
    compare(name + " by docker", list(docker), all(file.read(Dialect.DOCKER_ENV_FILE)));
  }

  private static String list(JsonNode expected) {
    if (!expected.isArray()) {
      return "refused";
    }
    List<String> texts = new ArrayList<>();
    expected.forEach(text -> texts.add(text.asText()));
    return texts.toString();
  }

  /** The named vectors give systemd's bytes as Latin-1, the generated ones as text. */
  private static String utf8(String text) {
    boolean bytes =
        text.chars().allMatch(c -> c < 0x100) && text.chars().anyMatch(c -> c == 0xC2 || c == 0xEF);
    return bytes
        ? new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        : text;
  }

  private static String effective(Reading reading) {
    return reading instanceof Reading.Accepted taken
        ? taken.lastByKey().values().stream().map(Assignment::text).toList().toString()
        : "refused";
  }

  private static String all(Reading reading) {
    return reading instanceof Reading.Accepted(List<Assignment> assignments)
        ? assignments.stream().map(Assignment::text).toList().toString()
        : "refused";
  }

  private void compareHost(
      String name, byte[] etc, byte[] varLib, JsonNode json, JsonNode expected) {
    Hosts host =
        Hosts.instance().with(HostFacts.ECS_CONFIG, etc).with(HostFacts.INSTANCE_CONFIG, varLib);
    if (json != null && !json.isNull()) {
      host.with(HostFacts.JSON_CONFIG, json.asText());
    }
    AgentView agent = read(host.facts());
    flag(name, expected, "AWSVPCBlockInstanceMetdata", agent, "ECS_AWSVPC_BLOCK_IMDS");
    flag(name, expected, "TaskIAMRoleEnabled", agent, "ECS_ENABLE_TASK_IAM_ROLE");
    flag(
        name,
        expected,
        "TaskIAMRoleEnabledForNetworkHost",
        agent,
        "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST");
    flag(name, expected, "PrivilegedDisabled", agent, "ECS_DISABLE_PRIVILEGED");
    flag(name, expected, "External", agent, "ECS_EXTERNAL");
    compare(
        name + " Cluster", expected.get("Cluster").asText(), agent.get("ECS_CLUSTER").unmasked());
    compare(name + " starts", expected.get("error").isNull(), agent.failures().isEmpty());
  }

  private void flag(String name, JsonNode expected, String field, AgentView agent, String key) {
    compare(name + " " + key, expected.get(field).asBoolean(), agent.get(key).isTrue());
  }

  private static AgentView read(HostFacts host) {
    OsRelease os = OsRelease.of(host.file(HostFacts.OS_RELEASE));
    return EffectiveSettingsReader.read(host, os, Map.of()).agent();
  }

  private static byte[] latin1(JsonNode text) {
    return text.asText().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void compare(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      mismatches.add(what + ": expected " + expected + ", but was " + actual);
    }
  }

  private void assertNoMismatch(int rows, int atLeast) {
    assertTrue(rows >= atLeast, "only " + rows + " rows");
    assertEquals(List.of(), mismatches);
  }
}
