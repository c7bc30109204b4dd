package io.ecsharden.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.hygiene.DeadVariables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The variables that the sources of agent and ecs-init name, and whether anything reads them. */
class VariablesTest {

  private static final Path FACTS = Path.of("src/test/resources/facts/variables.json");

  /** The agent sets these for tasks, and the SDK in the agent reads them too. */
  private static final Set<String> READ_BY_THE_SDK =
      Set.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_EXECUTION_ENV");

  static List<JsonNode> variables() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    new ObjectMapper().readTree(FACTS.toFile()).forEach(rows::add);
    return rows;
  }

  @ParameterizedTest
  @MethodSource("variables")
  void calls_a_variable_dead_only_if_nothing_on_linux_reads_it(JsonNode row) {
    String name = row.get("name").asText();
    boolean read = row.get("read").asBoolean() && !row.get("windowsOnly").asBoolean();
    boolean dead = DeadVariables.judge(name).isPresent();
    assertEquals(!read && !READ_BY_THE_SDK.contains(name), dead, name);
    assertEquals(dead, KnownKeys.deadBecause(name).isPresent(), name);
    if (read) {
      assertTrue(KnownKeys.isRead(name), name);
    } else if (dead) {
      assertFalse(KnownKeys.isRead(name), name);
    }
  }
}
