package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoBooleanTest {

  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
  void accepts_six_spellings_of_true(String text) {
    assertEquals(Optional.of(true), GoBoolean.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "f", "F", "FALSE", "false", "False"})
  void accepts_six_spellings_of_false(String text) {
    assertEquals(Optional.of(false), GoBoolean.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "on", "tRUE", "\"true\"", "2", " true", "true\n"})
  void accepts_nothing_else(String text) {
    assertEquals(Optional.empty(), GoBoolean.parse(text));
  }

  @Test
  void ignores_white_space_at_the_ends_as_the_agent_does() {
    assertEquals(Optional.of(true), GoBoolean.parseTrimmed(" \ttrue\u00A0\r\n"));
    assertEquals(Optional.empty(), GoBoolean.parseTrimmed("t rue"));
  }
}
