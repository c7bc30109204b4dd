package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnseenCharactersTest {

  private static final UnseenCharacters RULE = new UnseenCharacters();

  @Test
  void finds_characters_that_cannot_be_seen() {
    assertEquals("odd-key ECS_CLUSTER, intended `a`", found(RULE, "ECS_\u200BCLUSTER=a"));
  }

  @Test
  void finds_letters_of_another_script() {
    assertEquals("odd-key ECS_CLUSTER, intended `a`", found(RULE, "\u0415CS_CLUSTER=a"));
  }

  @Test
  void leaves_ascii_and_words() {
    assertEquals("nothing", found(RULE, "ECS_CLUSTR=a"));
    assertEquals("nothing", found(RULE, "caf\u00E9 ECS_CLUSTER=a"));
    assertEquals("nothing", found(RULE, "\u0416\u0416\u0416A=a"));
  }

  @Test
  void rewrites_a_name_with_what_cannot_be_seen() {
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "ECS_\u200BCLUSTER=a"));
  }

  @Test
  void does_not_guess_letters() {
    assertEquals(
        "left: Only a person can tell what was intended", rewritten(RULE, "\u0415CS_CLUSTER=a"));
  }
}
