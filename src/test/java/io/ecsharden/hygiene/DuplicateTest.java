package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.file;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicateTest {

  private static final String LEFT = "left: Only a person can tell which of the lines was intended";

  @Test
  void finds_each_line_that_a_later_one_overrides() {
    assertEquals(
        List.of(
            "1 duplicate ECS_CLUSTER: `c`, intended `a`",
            "2 duplicate ECS_CLUSTER: `c`, intended `b`"),
        file("ECS_CLUSTER=a", "ECS_CLUSTER=b", "ECS_CLUSTER=c"));
  }

  @Test
  void leaves_variables_that_are_no_settings() {
    assertEquals(List.of(), file("A=1", "A=2"));
  }

  @Test
  void removes_a_line_that_says_the_same() {
    assertEquals("", rewritten(1, "ECS_CLUSTER=a", "ECS_CLUSTER=a"));
    assertEquals("", rewritten(1, "ECS_AWSVPC_BLOCK_IMDS=1", "ECS_AWSVPC_BLOCK_IMDS=true"));
  }

  @Test
  void leaves_lines_that_contradict_each_other() {
    assertEquals(LEFT, rewritten(1, "ECS_CLUSTER=a", "ECS_CLUSTER=b"));
    assertEquals(
        LEFT,
        rewritten(
            1, "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=1", "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=true"));
  }
}
