package io.ecsharden.settings.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.AgentCondition;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that may be newer than the facts. */
class RunningVersionTest {

  @ParameterizedTest
  @CsvSource({
    "v1.108.3 (abc), true",
    "v1.105.2 (abc), true",
    "v2.0.0, true",
    "v1.105.1 (*8dfceca6), false",
    "v1.97.0 (abc), false",
    "v1.99.9, false"
  })
  void is_newer_by_its_numbers(String version, boolean newer) {
    assertEquals(
        Optional.of(newer),
        of("Amazon ECS Agent - " + version).map(RunningVersion::isNewerThanFacts));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Amazon ECS Agent - vnext", "Amazon ECS Agent - v1.108", " v1..2"})
  void is_not_known_where_it_says_something_else(String text) {
    assertEquals(Optional.empty(), of(text));
  }

  @Test
  void is_named_in_a_note() {
    String note = of("Amazon ECS Agent - v1.108.3 (abc)").orElseThrow().note();

    assertTrue(note.contains("1.108.3") && note.contains(AgentSettings.AGENT_VERSION), note);
  }

  private static Optional<RunningVersion> of(String said) {
    Program down = new Program.Down("x");
    return RunningVersion.of(new RunningFacts(down, down).with(new AgentCondition.Ready(said)));
  }
}
