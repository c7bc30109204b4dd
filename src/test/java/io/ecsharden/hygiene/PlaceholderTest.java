package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlaceholderTest {

  private static final Placeholder RULE = new Placeholder();

  @Test
  void finds_templates() {
    assertEquals("invalid-value ECS_CLUSTER: `$CLUSTER`", found(RULE, "ECS_CLUSTER=$CLUSTER"));
    assertEquals("invalid-value ECS_CLUSTER: `${CLUSTER}`", found(RULE, "ECS_CLUSTER=${CLUSTER}"));
    assertEquals("invalid-value ECS_CLUSTER: `$(name)`", found(RULE, "ECS_CLUSTER=$(name)"));
    assertEquals("invalid-value ECS_CLUSTER: `{{name}}`", found(RULE, "ECS_CLUSTER={{name}}"));
    assertEquals("invalid-value ECS_CLUSTER: `<%=name%>`", found(RULE, "ECS_CLUSTER=<%=name%>"));
    assertEquals(
        "invalid-value ECS_CLUSTER: `!Ref Cluster`", found(RULE, "ECS_CLUSTER=!Ref Cluster"));
    assertEquals(
        "invalid-value ECS_INSTANCE_ATTRIBUTES: `{\"a\":\"${b}\"}`",
        found(RULE, "ECS_INSTANCE_ATTRIBUTES={\"a\":\"${b}\"}"));
  }

  @Test
  void leaves_what_only_looks_like_one() {
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=$"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=$a-b"));
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=${}"));
    assertEquals("nothing", found(RULE, "ECS_LOG_OPTS={\"tag\":\"{{.Name}}\"}"));
  }

  @Test
  void leaves_the_line_to_a_person() {
    assertEquals(
        "left: Only a person can tell what was intended",
        rewritten(RULE, "ECS_CLUSTER=${CLUSTER}"));
  }
}
