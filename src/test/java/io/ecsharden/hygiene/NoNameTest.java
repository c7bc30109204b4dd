package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NoNameTest {

  private static final NoName RULE = new NoName();

  @Test
  void finds_a_value_without_a_name() {
    assertEquals("no-name", found(RULE, "=1"));
    assertEquals("no-name", found(RULE, " ="));
  }

  @Test
  void leaves_a_name() {
    assertEquals("nothing", found(RULE, "A="));
    assertEquals("nothing", found(RULE, "A"));
  }
}
