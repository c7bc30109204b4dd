package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BackslashTest {

  private static final Backslash RULE = new Backslash();

  @Test
  void finds_one_at_the_end() {
    assertEquals("backslash ECS_CLUSTER: `a \\`, intended `a`", found(RULE, "ECS_CLUSTER=a \\"));
  }

  @Test
  void leaves_one_that_is_escaped_or_within() {
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=a\\\\"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=a\\b"));
  }

  @Test
  void rewrites_it_without_where_the_value_surely_ends() {
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "ECS_CLUSTER=a \\"));
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "ECS_CLUSTER=a \\", "# b"));
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "ECS_CLUSTER=a \\", "export NO_PROXY=b"));
  }

  @Test
  void leaves_it_where_the_value_may_go_on() {
    assertEquals(
        "left: The readers disagree on every way to write a backslash, or the value goes on",
        rewritten(RULE, "ECS_CLUSTER=a \\", "b"));
  }
}
