package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ColonAfterNameTest {

  private static final ColonAfterName RULE = new ColonAfterName();

  @Test
  void finds_a_colon_in_the_place_of_the_equals_sign() {
    assertEquals("odd-key NO_PROXY, intended `a=b`", found(RULE, "NO_PROXY: a=b"));
    assertEquals("odd-key NO_PROXY, intended `\"a=b\"`", found(RULE, "\"NO_PROXY\": \"a=b\""));
  }

  @Test
  void leaves_a_colon_in_a_value() {
    assertEquals("nothing", found(RULE, "NO_PROXY=a:b"));
    assertEquals("nothing", found(RULE, "x: a=b"));
  }

  @Test
  void does_not_guess_where_the_value_begins() {
    assertEquals(
        "left: Only a person can tell what was intended", rewritten(RULE, "NO_PROXY: a=b"));
  }
}
