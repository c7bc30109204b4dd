package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuotedValueTest {

  private static final QuotedValue RULE = new QuotedValue();

  @Test
  void finds_quotes_around_a_value() {
    assertEquals(
        "quoted-value ECS_AWSVPC_BLOCK_IMDS: `\"true\"`, intended `true`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS=\"true\""));
    assertEquals(
        "quoted-value ECS_CLUSTER: `' a '`, intended `a`", found(RULE, "ECS_CLUSTER=' a '"));
    assertEquals(
        "quoted-value ECS_CLUSTER: `\"a\";`, intended `a`", found(RULE, "ECS_CLUSTER=\"a\";"));
    assertEquals(
        "quoted-value ECS_CLUSTER: `\"a\\\"\\\\\"`, intended `a\"\\`",
        found(RULE, "ECS_CLUSTER=\"a\\\"\\\\\""));
    assertEquals("quoted-value ECS_CLUSTER: `\"a\" b`", found(RULE, "ECS_CLUSTER=\"a\" b"));
    assertEquals(
        "quoted-value ECS_CLUSTER: `\"a\" \"b\"`, intended `a\" \"b`",
        found(RULE, "ECS_CLUSTER=\"a\" \"b\""));
  }

  @Test
  void finds_quotes_that_systemd_removes_for_ecs_init() {
    assertEquals(
        "quoted-value ECS_SKIP_LOCALHOST_TRAFFIC_FILTER: `true`",
        found(RULE, "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=\"true\""));
  }

  @Test
  void finds_typographic_quotes() {
    assertEquals(
        "quoted-value ECS_CLUSTER: `\u201Ca\u201D`, intended `a`",
        found(RULE, "ECS_CLUSTER=\u201Ca\u201D"));
    assertEquals(
        "quoted-value ECS_CLUSTER: `\u201Ca`, intended `a`", found(RULE, "ECS_CLUSTER=\u201Ca"));
  }

  @Test
  void finds_a_quote_at_the_end_alone() {
    assertEquals("quoted-value ECS_CLUSTER: `a\"`, intended `a`", found(RULE, "ECS_CLUSTER=a\""));
  }

  @Test
  void leaves_quotes_within_and_comments() {
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=a\"b\""));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=\"a\" # b"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=`a'"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=a"));
  }

  @Test
  void rewrites_it_without_quotes() {
    assertEquals("ECS_AWSVPC_BLOCK_IMDS=true", rewritten(RULE, "ECS_AWSVPC_BLOCK_IMDS=\"true\""));
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "ECS_CLUSTER=\u201Ca\u201D"));
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "ECS_CLUSTER=a\""));
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "ECS_CLUSTER=\"a\";"));
  }

  @Test
  void leaves_more_than_one_pair() {
    assertEquals(
        "left: Only a person can tell what was intended",
        rewritten(RULE, "ECS_CLUSTER=\"a\" \"b\""));
  }
}
