package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InvalidClusterNameTest {

  private static final InvalidClusterName RULE = new InvalidClusterName();

  @Test
  void finds_names_that_no_cluster_has() {
    assertEquals("invalid-value ECS_CLUSTER: `my cluster`", found(RULE, "ECS_CLUSTER=my cluster"));
    assertEquals(
        "invalid-value ECS_CLUSTER: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`",
        found(
            RULE,
            "ECS_CLUSTER=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
  }

  @Test
  void leaves_names_and_arns() {
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=my-cluster_1"));
    assertEquals(
        "nothing",
        found(
            RULE,
            "ECS_CLUSTER=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=arn:aws:ecs:eu-central-1:1:cluster/a"));
    assertEquals("nothing", found(RULE, "NO_PROXY=a b"));
  }

  @Test
  void leaves_the_line_to_a_person() {
    assertEquals(
        "left: Only a person can tell what was intended",
        rewritten(RULE, "ECS_CLUSTER=my cluster"));
  }
}
