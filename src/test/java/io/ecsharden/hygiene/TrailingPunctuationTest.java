package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TrailingPunctuationTest {

  private static final TrailingPunctuation RULE = new TrailingPunctuation();

  @Test
  void finds_it_after_a_boolean() {
    assertEquals(
        "trailing-punctuation ECS_AWSVPC_BLOCK_IMDS: `true;`, intended `true`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS=true;"));
    assertEquals(
        "trailing-punctuation ECS_AWSVPC_BLOCK_IMDS: `false,`, intended `false`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS=false,"));
  }

  @Test
  void finds_a_semicolon_after_a_text() {
    assertEquals(
        "trailing-punctuation ECS_CLUSTER: `a;`, intended `a`", found(RULE, "ECS_CLUSTER=a;"));
    assertEquals(
        "trailing-punctuation ECS_INSTANCE_ATTRIBUTES: `{\"a\":\"b\"};`, intended `{\"a\":\"b\"}`",
        found(RULE, "ECS_INSTANCE_ATTRIBUTES={\"a\":\"b\"};"));
  }

  @Test
  void leaves_other_values() {
    assertEquals("nothing", found(RULE, "ECS_AWSVPC_BLOCK_IMDS=true"));
    assertEquals("nothing", found(RULE, "ECS_AWSVPC_BLOCK_IMDS=yes;"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=a,"));
    assertEquals("nothing", found(RULE, "ECS_INSTANCE_ATTRIBUTES={\"a\";"));
  }

  @Test
  void rewrites_it_without() {
    assertEquals("ECS_AWSVPC_BLOCK_IMDS=true", rewritten(RULE, "ECS_AWSVPC_BLOCK_IMDS=true;"));
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "ECS_CLUSTER=a;"));
  }
}
