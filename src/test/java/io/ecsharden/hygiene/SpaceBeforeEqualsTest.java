package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpaceBeforeEqualsTest {

  private static final SpaceBeforeEquals RULE = new SpaceBeforeEquals();

  @Test
  void finds_white_space_after_a_setting() {
    assertEquals(
        "space-before-equals ECS_AWSVPC_BLOCK_IMDS, intended `true`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS =true"));
    assertEquals(
        "space-before-equals ECS_AWSVPC_BLOCK_IMDS, intended `true`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS\t= true"));
  }

  @Test
  void leaves_other_names() {
    assertEquals("nothing", found(RULE, "A =1"));
    assertEquals("nothing", found(RULE, "my ECS_AWSVPC_BLOCK_IMDS=true"));
  }

  @Test
  void rewrites_it_without_white_space() {
    assertEquals("ECS_AWSVPC_BLOCK_IMDS=true", rewritten(RULE, "ECS_AWSVPC_BLOCK_IMDS = true"));
  }
}
