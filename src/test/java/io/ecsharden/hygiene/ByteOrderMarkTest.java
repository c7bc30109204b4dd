package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ByteOrderMarkTest {

  private static final ByteOrderMark RULE = new ByteOrderMark();

  @Test
  void finds_one_before_a_setting() {
    assertEquals(
        "byte-order-mark ECS_AWSVPC_BLOCK_IMDS, intended `true`",
        found(RULE, "\uFEFFECS_AWSVPC_BLOCK_IMDS=true"));
  }

  @Test
  void finds_one_before_anything_else() {
    assertEquals("byte-order-mark", found(RULE, "\uFEFF# comment"));
    assertEquals("byte-order-mark", found(RULE, "\uFEFFA=1"));
  }

  @Test
  void leaves_one_within_a_line() {
    assertEquals("nothing", found(RULE, "A=1\uFEFF"));
  }

  @Test
  void rewrites_the_line_without_it() {
    assertEquals(" A=1", rewritten(RULE, " \uFEFFA=1\r"));
  }
}
