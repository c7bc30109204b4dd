package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextBeforeNameTest {

  private static final TextBeforeName RULE = new TextBeforeName();

  @Test
  void finds_words_before_a_setting() {
    assertEquals("odd-key ECS_CLUSTER, intended `a`", found(RULE, "set ECS_CLUSTER=a"));
    assertEquals("odd-key ECS_CLUSTER, intended `a`", found(RULE, "- ECS_CLUSTER=a \\"));
  }

  @Test
  void leaves_names_of_nothing() {
    assertEquals("nothing", found(RULE, "set A=a"));
  }

  @Test
  void rewrites_what_people_write_before_names() {
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "set ECS_CLUSTER=a"));
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "-e ECS_CLUSTER=a"));
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "declare -x ECS_CLUSTER=\"a\""));
  }

  @Test
  void leaves_other_words() {
    assertEquals(
        "left: Only a person can tell what was intended", rewritten(RULE, "maybe ECS_CLUSTER=a"));
  }
}
