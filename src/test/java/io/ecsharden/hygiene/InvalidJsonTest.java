package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InvalidJsonTest {

  private static final InvalidJson RULE = new InvalidJson();

  @Test
  void finds_texts_where_a_list_belongs() {
    assertEquals("nothing", found(RULE, "ECS_RESERVED_PORTS=22"));
    assertEquals(
        "invalid-value ECS_AVAILABLE_LOGGING_DRIVERS: `json-file`",
        found(RULE, "ECS_AVAILABLE_LOGGING_DRIVERS=json-file"));
  }

  @Test
  void finds_json_that_ends_with_its_line() {
    assertEquals(
        "invalid-value ECS_INSTANCE_ATTRIBUTES: `{`", found(RULE, "ECS_INSTANCE_ATTRIBUTES={"));
    assertEquals(
        "invalid-value ECS_ENGINE_AUTH_DATA: `{\"a\":1,`",
        found(RULE, "ECS_ENGINE_AUTH_DATA={\"a\":1,"));
  }

  @Test
  void leaves_json_and_what_stops_the_agent() {
    assertEquals("nothing", found(RULE, "ECS_INSTANCE_ATTRIBUTES={\"a\":\"b\"}"));
    assertEquals("nothing", found(RULE, "ECS_INSTANCE_ATTRIBUTES=a"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=a,"));
  }

  @Test
  void leaves_the_line_to_a_person() {
    assertEquals(
        "left: Only a person can tell what was intended",
        rewritten(RULE, "ECS_AVAILABLE_LOGGING_DRIVERS=json-file"));
  }
}
