package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AssignmentInValueTest {

  private static final AssignmentInValue RULE = new AssignmentInValue();

  @Test
  void finds_a_line_of_a_unit() {
    assertEquals("odd-key ECS_CLUSTER, intended `a`", found(RULE, "Environment=\"ECS_CLUSTER=a\""));
  }

  @Test
  void leaves_values_that_assign_nothing() {
    assertEquals("nothing", found(RULE, "Environment=\"A=a\""));
    assertEquals("nothing", found(RULE, "Environment=ECS_CLUSTER"));
  }

  @Test
  void rewrites_it_as_the_line_of_the_setting() {
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "Environment=\"ECS_CLUSTER=a\""));
  }
}
