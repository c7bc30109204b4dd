package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExportPrefixTest {

  private static final ExportPrefix RULE = new ExportPrefix();

  @Test
  void finds_export_before_a_setting() {
    assertEquals(
        "export-prefix ECS_CLUSTER, intended `a`", found(RULE, "export ECS_CLUSTER=\"a\""));
  }

  @Test
  void leaves_names_that_only_begin_like_it() {
    assertEquals("nothing", found(RULE, "exported ECS_CLUSTER=a"));
    assertEquals("nothing", found(RULE, "export A=1"));
  }

  @Test
  void rewrites_it_without_export() {
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "export ECS_CLUSTER=\"a\""));
    assertEquals("NO_PROXY=a, b", rewritten(RULE, "export NO_PROXY=\"a, b\""));
  }

  @Test
  void leaves_what_may_be_two_variables() {
    assertEquals(
        "left: Only a person can tell what was intended", rewritten(RULE, "export NO_PROXY=a B=b"));
  }
}
