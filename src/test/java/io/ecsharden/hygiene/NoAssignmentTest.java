package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NoAssignmentTest {

  private static final NoAssignment RULE = new NoAssignment();

  @Test
  void finds_a_line_without_an_equals_sign() {
    assertEquals("no-assignment", found(RULE, "hello"));
  }

  @Test
  void finds_the_setting_that_such_a_line_names() {
    assertEquals(
        "no-assignment ECS_AWSVPC_BLOCK_IMDS, intended `true`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS true"));
    assertEquals(
        "no-assignment ECS_AWSVPC_BLOCK_IMDS, intended `true`",
        found(RULE, "\"ECS_AWSVPC_BLOCK_IMDS\": \"true\","));
    assertEquals(
        "no-assignment ECS_AWSVPC_BLOCK_IMDS, intended `yes`",
        found(RULE, "- ECS_AWSVPC_BLOCK_IMDS: yes"));
  }

  @Test
  void leaves_a_line_with_one() {
    assertEquals("nothing", found(RULE, "A=1"));
  }
}
