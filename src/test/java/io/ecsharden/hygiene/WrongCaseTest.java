package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WrongCaseTest {

  private static final WrongCase RULE = new WrongCase();

  @Test
  void finds_a_setting_in_small_letters() {
    assertEquals("wrong-case ECS_CLUSTER, intended `a`", found(RULE, "ecs_cluster=a"));
    assertEquals("wrong-case ECS_CLUSTER, intended `a`", found(RULE, "Ecs_Cluster =a"));
  }

  @Test
  void leaves_settings_and_other_names() {
    assertEquals("nothing", found(RULE, "ECS_CLUSTER=a"));
    assertEquals("nothing", found(RULE, "http_proxy=a"));
    assertEquals("nothing", found(RULE, "other=a"));
  }

  @Test
  void rewrites_it_in_capitals() {
    assertEquals("ECS_CLUSTER=a", rewritten(RULE, "ecs_cluster=a"));
  }
}
