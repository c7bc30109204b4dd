package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpaceAfterEqualsTest {

  private static final SpaceAfterEquals RULE = new SpaceAfterEquals();

  @Test
  void finds_white_space_that_the_agent_keeps() {
    assertEquals("space-after-equals NO_PROXY: ` a`, intended `a`", found(RULE, "NO_PROXY= a"));
  }

  @Test
  void leaves_it_where_the_agent_trims() {
    assertEquals("nothing", found(RULE, "ECS_AWSVPC_BLOCK_IMDS= true"));
    assertEquals("nothing", found(RULE, "NO_PROXY=a b"));
  }

  @Test
  void rewrites_it_without() {
    assertEquals("NO_PROXY=a", rewritten(RULE, "NO_PROXY= a"));
  }
}
