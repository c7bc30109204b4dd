package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance.Result;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rules that ecs-init installs, in a real kernel with real iptables. */
@NeedsEngine
class KernelRulesIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CONTROLS = "localhost-filter,introspection-off-host";
  private static final String SKIP = "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=true\n";

  @Test
  void are_missed_when_somebody_flushes_the_chain() {
    try (EcsInstance instance = boot()) {
      // Given
      instance.waitForAgent(SOON);

      // When
      Result before = audit(instance);
      instance.exec("iptables", "-F", "INPUT");
      Result flushed = audit(instance);
      instance.exec("systemctl", "restart", "ecs");
      instance.waitForAgent(SOON);
      Result restarted = audit(instance);

      // Then
      assertEquals(0, before.code(), before.toString());
      assertTrue(before.out().contains("The kernel has the rule."), before.out());
      assertEquals(10, flushed.code(), flushed.toString());
      assertTrue(flushed.out().contains("something removed it"), flushed.out());
      assertEquals(0, restarted.code(), restarted.toString());
    }
  }

  @Test
  void outlive_an_edit_and_a_restart() {
    try (EcsInstance instance = boot()) {
      // Given
      instance.waitForAgent(SOON);
      instance.write(EcsInstance.CONFIG, SKIP);
      instance.exec("systemctl", "restart", "ecs");
      instance.waitForAgent(SOON);

      // When
      Result audit = audit(instance);

      // Then
      assertEquals(10, audit.code(), audit.toString());
      assertTrue(audit.out().contains("rule of an earlier start"), audit.out());
    }
  }

  @Test
  void are_not_claimed_where_the_process_may_not_look() {
    try (EcsInstance instance = boot()) {
      // Given
      instance.waitForAgent(SOON);

      // When
      Result audit =
          instance.exec(
              "setpriv",
              "--bounding-set=-net_admin",
              "--inh-caps=-net_admin",
              "ecs-harden",
              "audit",
              "--only",
              CONTROLS);

      // Then
      assertTrue(audit.out().contains("needs CAP_NET_ADMIN"), audit.toString());
      assertFalse(audit.out().contains("The kernel has the rule."), audit.toString());
    }
  }

  private static EcsInstance boot() {
    return EcsInstance.setup().program(program()).boot();
  }

  private static Path program() {
    return Path.of(System.getProperty("native.image.path")).toAbsolutePath();
  }

  private static Result audit(EcsInstance instance) {
    return instance.exec("ecs-harden", "audit", "--only", CONTROLS);
  }
}
