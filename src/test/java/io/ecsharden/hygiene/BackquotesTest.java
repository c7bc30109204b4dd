package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BackquotesTest {

  private static final Backquotes RULE = new Backquotes();

  @Test
  void finds_a_command() {
    assertEquals("invalid-value ECS_CLUSTER: ``hostname``", found(RULE, "ECS_CLUSTER=`hostname`"));
  }

  @Test
  void leaves_other_values() {
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=a`b`"));
  }

  @Test
  void leaves_the_line_to_a_person() {
    assertEquals(
        "left: Only a person can tell what was intended",
        rewritten(RULE, "ECS_CLUSTER=`hostname`"));
  }
}
