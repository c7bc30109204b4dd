package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GluedLineTest {

  private static final GluedLine RULE = new GluedLine();

  @Test
  void finds_a_setting_in_a_value() {
    assertEquals(
        "glued-line ECS_CLUSTER: `aECS_AWSVPC_BLOCK_IMDS=true`, intended `a`, lost ECS_AWSVPC_BLOCK_IMDS",
        found(RULE, "ECS_CLUSTER=aECS_AWSVPC_BLOCK_IMDS=true"));
    assertEquals(
        "glued-line ECS_CLUSTER: `\"a\"ECS_AWSVPC_BLOCK_IMDS=true`, intended `a`, lost ECS_AWSVPC_BLOCK_IMDS",
        found(RULE, "ECS_CLUSTER=\"a\"ECS_AWSVPC_BLOCK_IMDS=true"));
    assertEquals(
        "glued-line ECS_CLUSTER: `a\\nECS_AWSVPC_BLOCK_IMDS=true`, intended `a`, lost ECS_AWSVPC_BLOCK_IMDS",
        found(RULE, "ECS_CLUSTER=a\\nECS_AWSVPC_BLOCK_IMDS=true"));
    assertEquals(
        "glued-line ECS_CLUSTER: `a; ECS_AWSVPC_BLOCK_IMDS=true`, intended `a`, lost ECS_AWSVPC_BLOCK_IMDS",
        found(RULE, "ECS_CLUSTER=a; ECS_AWSVPC_BLOCK_IMDS=true"));
  }

  @Test
  void finds_a_setting_in_a_comment() {
    assertEquals(
        "glued-line ECS_AWSVPC_BLOCK_IMDS, intended `true`",
        found(RULE, "# the endECS_AWSVPC_BLOCK_IMDS=true"));
  }

  @Test
  void finds_a_setting_after_the_rest_of_a_line() {
    assertEquals(
        "glued-line ECS_AWSVPC_BLOCK_IMDS, intended `true`",
        found(RULE, "xECS_AWSVPC_BLOCK_IMDS=true"));
  }

  @Test
  void leaves_what_only_looks_like_a_name() {
    assertEquals("nothing", found(RULE, "NO_PROXY=http://a/?ECS_CLUSTER=b"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=$ECS_CLUSTER=a"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=xNO_PROXY"));
    assertEquals("nothing", found(RULE, "# ECS_AWSVPC_BLOCK_IMDS=true"));
    assertEquals("nothing", found(RULE, "set ECS_AWSVPC_BLOCK_IMDS=true"));
  }

  @Test
  void leaves_json() {
    assertEquals("nothing", found(RULE, "ECS_INSTANCE_ATTRIBUTES={\"a\":\"b ECS_CLUSTER=c\"}"));
  }

  @Test
  void breaks_the_line_before_each_name() {
    assertEquals(
        "ECS_CLUSTER=a\nECS_AWSVPC_BLOCK_IMDS=true\nECS_LOGLEVEL=info",
        rewritten(RULE, "ECS_CLUSTER=aECS_AWSVPC_BLOCK_IMDS=trueECS_LOGLEVEL=info"));
    assertEquals(
        "ECS_CLUSTER=a\nECS_AWSVPC_BLOCK_IMDS=true",
        rewritten(RULE, "ECS_CLUSTER=a;ECS_AWSVPC_BLOCK_IMDS=true"));
    assertEquals(
        "ECS_CLUSTER=a\nECS_AWSVPC_BLOCK_IMDS=true",
        rewritten(RULE, "ECS_CLUSTER=a\\nECS_AWSVPC_BLOCK_IMDS=true"));
    assertEquals(
        "# the end\nECS_AWSVPC_BLOCK_IMDS=true",
        rewritten(RULE, "# the endECS_AWSVPC_BLOCK_IMDS=true"));
  }

  @Test
  void leaves_an_open_quote() {
    assertEquals(
        "left: Only a person can tell what was intended",
        rewritten(RULE, "ECS_CLUSTER=\"a ECS_AWSVPC_BLOCK_IMDS=true"));
  }

  @Test
  void leaves_what_may_be_a_part_of_anything() {
    assertEquals(
        "left: What stands before the name may be a part of anything",
        rewritten(RULE, "xECS_AWSVPC_BLOCK_IMDS=true"));
  }

  @Test
  void breaks_a_line_into_no_more_than_a_hundred_others() {
    assertEquals(101, rewritten(RULE, glued(100)).lines().count());
    assertEquals(
        "left: 101 names stand in it, too many for a person's line", rewritten(RULE, glued(101)));
  }

  private static String glued(int names) {
    return "ECS_CLUSTER=a" + "ECS_LOGLEVEL=info".repeat(names);
  }
}
