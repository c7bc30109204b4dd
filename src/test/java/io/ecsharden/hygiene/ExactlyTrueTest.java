package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExactlyTrueTest {

  private static final ExactlyTrue RULE = new ExactlyTrue();

  @Test
  void finds_spellings_that_ecs_init_does_not_know() {
    assertEquals(
        "readers-differ ECS_EXTERNAL: `TRUE`, intended `true`", found(RULE, "ECS_EXTERNAL=TRUE"));
    assertEquals(
        "readers-differ ECS_AGENT_RUN_PRIVILEGED: `1`, intended `true`",
        found(RULE, "ECS_AGENT_RUN_PRIVILEGED=1"));
  }

  @Test
  void leaves_what_it_knows() {
    assertEquals("nothing", found(RULE, "ECS_EXTERNAL=true"));
    assertEquals("nothing", found(RULE, "ECS_EXTERNAL=0"));
    assertEquals("nothing", found(RULE, "ECS_AWSVPC_BLOCK_IMDS=TRUE"));
  }

  @Test
  void rewrites_it_as_true() {
    assertEquals("ECS_EXTERNAL=true", rewritten(RULE, "ECS_EXTERNAL=TRUE"));
  }
}
