package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InvalidBooleanTest {

  private static final InvalidBoolean RULE = new InvalidBoolean();

  @Test
  void finds_words_that_go_does_not_know() {
    assertEquals(
        "invalid-value ECS_AWSVPC_BLOCK_IMDS: `yes`, intended `true`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS=yes"));
    assertEquals(
        "invalid-value ECS_AWSVPC_BLOCK_IMDS: `Off`, intended `false`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS=Off"));
    assertEquals(
        "invalid-value ECS_AWSVPC_BLOCK_IMDS: `y`, intended `true`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS=y"));
    assertEquals(
        "invalid-value ECS_AWSVPC_BLOCK_IMDS: `=true`, intended `true`",
        found(RULE, "ECS_AWSVPC_BLOCK_IMDS==true"));
    assertEquals(
        "invalid-value ECS_AWSVPC_BLOCK_IMDS: `maybe`", found(RULE, "ECS_AWSVPC_BLOCK_IMDS=maybe"));
    assertEquals(
        "invalid-value ECS_AGENT_RUN_PRIVILEGED: `on`, intended `true`",
        found(RULE, "ECS_AGENT_RUN_PRIVILEGED=on"));
  }

  @Test
  void leaves_booleans_and_texts() {
    assertEquals("nothing", found(RULE, "ECS_AWSVPC_BLOCK_IMDS=true"));
    assertEquals("nothing", found(RULE, "ECS_AWSVPC_BLOCK_IMDS=T"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=yes"));
    assertEquals("nothing", found(RULE, "ECS_AWSVPC_BLOCK_IMDS=true;"));
  }

  @Test
  void rewrites_words_that_are_clear() {
    assertEquals("ECS_AWSVPC_BLOCK_IMDS=true", rewritten(RULE, "ECS_AWSVPC_BLOCK_IMDS=yes"));
    assertEquals("ECS_AWSVPC_BLOCK_IMDS=false", rewritten(RULE, "ECS_AWSVPC_BLOCK_IMDS=Disabled"));
  }

  @Test
  void leaves_words_that_are_not() {
    assertEquals(
        "left: Only a person can tell what was intended",
        rewritten(RULE, "ECS_AWSVPC_BLOCK_IMDS=y"));
    assertEquals(
        "left: Only a person can tell what was intended",
        rewritten(RULE, "ECS_AWSVPC_BLOCK_IMDS=maybe"));
  }

  @Test
  void tells_what_each_reader_does_with_it() {
    assertEquals(
        "The agent does not accept this value, and treats it as not set",
        message("ECS_AWSVPC_BLOCK_IMDS=yes"));
    assertEquals(
        "The agent does not accept this value, and silently uses false",
        message("ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=yes"));
    assertEquals(
        "ecs-init does not accept this value, and uses false",
        message("ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=yes"));
  }

  private static String message(String line) {
    return RULE.find(TestLines.line(line)).orElseThrow().message().masked();
  }
}
