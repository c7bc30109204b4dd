package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InvalidValueTest {

  private static final InvalidValue RULE = new InvalidValue();

  @Test
  void finds_values_that_the_settings_reader_refuses() {
    assertEquals(
        "invalid-value ECS_IMAGE_CLEANUP_INTERVAL: `30`",
        found(RULE, "ECS_IMAGE_CLEANUP_INTERVAL=30"));
    assertEquals("invalid-value ECS_LOGLEVEL: `loud`", found(RULE, "ECS_LOGLEVEL=loud"));
    assertEquals("invalid-value ECS_RESERVED_PORTS: `22`", found(RULE, "ECS_RESERVED_PORTS=22"));
  }

  @Test
  void says_what_the_reader_does_and_what_it_accepts() {
    LineDefect defect = RULE.find(TestLines.line("ECS_RESERVED_PORTS=22")).orElseThrow();

    assertTrue(defect.remedy().startsWith("Write "), defect.remedy());
    assertTrue(!defect.message().masked().isEmpty());
  }

  @Test
  void leaves_values_that_are_accepted_and_variables_that_it_does_not_know() {
    assertEquals("nothing", found(RULE, "ECS_IMAGE_CLEANUP_INTERVAL=30m"));
    assertEquals("nothing", found(RULE, "ECS_LOGLEVEL=debug"));
    assertEquals("nothing", found(RULE, "ECS_RESERVED_PORTS=[22]"));
    assertEquals("nothing", found(RULE, "MY_OWN=30"));
  }
}
