package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InlineCommentTest {

  private static final InlineComment RULE = new InlineComment();

  @Test
  void finds_a_comment_after_a_value() {
    assertEquals(
        "inline-comment ECS_AWSVPC_BLOCK_IMDS: `true # on`, intended `true`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS=true # on"));
  }

  @Test
  void finds_a_comment_after_quotes() {
    assertEquals(
        "inline-comment ECS_AWSVPC_BLOCK_IMDS: `\"true\" # on`, intended `true`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS=\"true\" # on"));
    assertEquals(
        "inline-comment ECS_AWSVPC_BLOCK_IMDS: `\"true\"#on`, intended `true`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS=\"true\"#on"));
  }

  @Test
  void leaves_what_is_no_comment() {
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=a#b"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=#a"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=\"a # b\""));
    assertEquals("nothing", found(RULE, "ECS_INSTANCE_ATTRIBUTES={\"a\":\"b # c\"}"));
  }

  @Test
  void rewrites_it_with_the_comment_before() {
    assertEquals(
        "# on\nECS_AWSVPC_BLOCK_IMDS=true", rewritten(RULE, "ECS_AWSVPC_BLOCK_IMDS=true # on"));
    assertEquals(
        "# on\nECS_AWSVPC_BLOCK_IMDS=true", rewritten(RULE, "ECS_AWSVPC_BLOCK_IMDS=\"true\" # on"));
  }
}
