package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuotedNameTest {

  private static final QuotedName RULE = new QuotedName();

  @Test
  void finds_quotes_around_a_name_or_a_line() {
    assertEquals("quoted-key ECS_CLUSTER, intended `a`", found(RULE, "\"ECS_CLUSTER\"=a"));
    assertEquals("quoted-key ECS_CLUSTER, intended `a`", found(RULE, "'ECS_CLUSTER=a'"));
  }

  @Test
  void leaves_quotes_around_a_value() {
    assertEquals("nothing", found(RULE, "x ECS_CLUSTER=\"a\""));
  }

  @Test
  void rewrites_it_without_quotes() {
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "\"ECS_CLUSTER\"=a"));
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "'ECS_CLUSTER=a'"));
  }
}
