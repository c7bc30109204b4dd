package io.ecsharden.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadVariablesTest {

  @Test
  void names_the_setting_that_was_probably_intended() {
    assertEquals(Optional.of("ECS_CLUSTER"), intended("ECS_CLUSTR"));
    assertEquals(Optional.of("ECS_AWSVPC_BLOCK_IMDS"), intended("AWSVPC_BLOCK_IMDS"));
    assertEquals(Optional.empty(), intended("SOMETHING_ELSE"));
  }

  @Test
  void judges_no_name_that_is_read_or_has_another_defect() {
    for (String name :
        new String[] {
          "ECS_CLUSTER",
          "NO_PROXY",
          "AWS_PROFILE",
          "TZ",
          "ecs_cluster",
          "x ECS_CLUSTER",
          "#a",
          ";a",
          ""
        }) {
      assertEquals(Optional.empty(), DeadVariables.judge(name), name);
    }
  }

  @Test
  void knows_variables_that_were_read_once() {
    assertEquals(
        Optional.empty(),
        DeadVariables.judge("ECS_OFFHOST_INTROSPECTION_INTERFACE_NAME").orElseThrow().intended());
  }

  @Test
  void says_what_is_not_a_name() {
    assertEquals(
        "This is not a valid name of a variable",
        DeadVariables.judge("a b").orElseThrow().reason());
  }

  private static Optional<String> intended(String name) {
    return DeadVariables.judge(name).orElseThrow().intended();
  }
}
