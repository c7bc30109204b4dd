package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CarriageReturnsTest {

  private static final CarriageReturns RULE = new CarriageReturns();

  @Test
  void finds_a_carriage_return_within_a_line() {
    assertEquals("carriage-returns", found(RULE, "A=1\rB=2"));
  }

  @Test
  void leaves_a_carriage_return_at_the_end() {
    assertEquals("nothing", found(RULE, "A=1\r"));
    assertEquals("nothing", found(RULE, "A=1"));
  }

  @Test
  void rewrites_it_as_several_lines() {
    assertEquals("A=1\nB=2", rewritten(RULE, "A=1\rB=2\r"));
  }
}
