package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code health} says of a daemon, from its lock and from what it recorded. */
class HealthTest {

  private static final Instant TIME = Instant.parse("2026-06-30T12:00:00Z");

  @TempDir private Path root;

  @Test
  void is_bad_where_there_never_was_a_daemon() {
    assertTrue(bad().contains("does not run"), bad());
  }

  @Test
  void stops_where_the_record_cannot_be_read() throws IOException {
    try (DaemonState daemon = daemon()) {
      // Given
      daemon.looked(TIME, Duration.ofMinutes(5), "");
      Files.delete(record());
      Files.createDirectory(record());

      // When
      Result<Health> health = Health.of(new TestRun().context(root, "health"));

      // Then
      Result.Stopped<Health> stopped =
          assertInstanceOf(Result.Stopped.class, health, health.toString());
      assertEquals(Stop.Reason.STATE_UNREADABLE, stopped.stop().reason());
    }
  }

  @Test
  void is_bad_while_the_first_look_is_not_over() throws IOException {
    try (DaemonState _ = daemon()) {
      assertTrue(bad().contains("first look"), bad());
    }
  }

  @Test
  void is_good_after_a_look_and_bad_when_the_process_is_gone() {
    try (DaemonState daemon = daemon()) {
      // When
      Optional<String> problem = daemon.looked(TIME, Duration.ofMinutes(5), "");

      // Then
      assertEquals(Optional.empty(), problem);
      assertInstanceOf(Health.Good.class, health());
    }

    // Then: the kernel frees the lock of a process that is gone
    assertTrue(bad().contains("does not run"), bad());
  }

  @Test
  void is_good_and_says_why_where_a_look_failed() {
    try (DaemonState daemon = daemon()) {
      // When
      daemon.looked(TIME, Duration.ofMinutes(5), "no /etc/ecs");

      // Then
      Health.Good good = assertInstanceOf(Health.Good.class, health());
      assertTrue(good.line().endsWith("its last look failed: no /etc/ecs"), good.line());
    }
  }

  @Test
  void is_bad_when_the_last_look_is_long_ago() throws IOException {
    try (DaemonState daemon = daemon()) {
      // Given
      daemon.looked(TIME, Duration.ofMinutes(5), "");

      // When: as if that had been long before
      rewrite("lastLookUptimeSeconds", Long.toString(DaemonState.uptimeSeconds() - 601));

      // Then
      assertTrue(bad().contains("has not looked for 60"), bad());
    }
  }

  @Test
  void is_bad_after_a_start_of_the_machine_without_a_look() throws IOException {
    try (DaemonState daemon = daemon()) {
      // Given
      daemon.looked(TIME, Duration.ofMinutes(5), "");

      // When
      rewrite("bootId", "\"another\"");

      // Then
      assertTrue(bad().contains("since the machine started"), bad());
    }
  }

  @Test
  void is_bad_where_the_record_is_damaged() throws IOException {
    try (DaemonState daemon = daemon()) {
      // Given
      daemon.looked(TIME, Duration.ofMinutes(5), "");

      // When
      Files.writeString(record(), "{");

      // Then
      assertInstanceOf(Health.Bad.class, health());
    }
  }

  @Test
  void knows_the_boot_and_its_time() {
    assertEquals(36, DaemonState.bootId().length());
    assertTrue(DaemonState.uptimeSeconds() > 0);
  }

  private void rewrite(String name, String value) throws IOException {
    String text = Files.readString(record());
    Files.writeString(
        record(), text.replaceAll("\"" + name + "\": [^,\\n]+", "\"" + name + "\": " + value));
  }

  private Path record() {
    return root.resolve("var/lib/ecs-harden").resolve(DaemonState.FILE);
  }

  private DaemonState daemon() {
    return ((Result.Done<DaemonState>) DaemonState.open(new TestRun().context(root, "watch")))
        .value();
  }

  private Health health() {
    return ((Result.Done<Health>) Health.of(new TestRun().context(root, "health"))).value();
  }

  private String bad() {
    return assertInstanceOf(Health.Bad.class, health()).line();
  }
}
