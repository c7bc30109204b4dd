package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnterminatedQuoteTest {

  private static final UnterminatedQuote RULE = new UnterminatedQuote();

  @Test
  void finds_a_quote_that_stays_open() {
    assertEquals(
        "unterminated-quote ECS_CLUSTER: `\"a`, intended `a`", found(RULE, "ECS_CLUSTER=\"a"));
    assertEquals(
        "unterminated-quote ECS_CLUSTER: `'a`, intended `a`", found(RULE, "ECS_CLUSTER='a"));
    assertEquals(
        "unterminated-quote ECS_CLUSTER: `\"a\\\"`, intended `a\\`",
        found(RULE, "ECS_CLUSTER=\"a\\\""));
    assertEquals(
        "unterminated-quote ECS_CLUSTER: `\"a\" \"b`, intended `a\" \"b`",
        found(RULE, "ECS_CLUSTER=\"a\" \"b"));
  }

  @Test
  void leaves_quotes_that_are_closed_or_within_a_word() {
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=\"a\""));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=a\""));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=a"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=\"\"a\""));
  }

  @Test
  void rewrites_it_without_the_quote() {
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "ECS_CLUSTER=\"a"));
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "ECS_CLUSTER=\"a", "X=\"b\""));
  }

  @Test
  void leaves_it_where_another_line_may_close_it() {
    assertEquals(
        "left: Another line may close the quote", rewritten(RULE, "ECS_CLUSTER=\"a", "b\""));
  }

  @Test
  void leaves_several_quotes() {
    assertEquals(
        "left: Only a person can tell what was intended", rewritten(RULE, "ECS_CLUSTER=\"a\" \"b"));
  }
}
