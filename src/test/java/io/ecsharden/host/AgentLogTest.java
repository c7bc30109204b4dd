package io.ecsharden.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.host.files.HostRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why the agent ended, from the end of its log. */
class AgentLogTest {

  private static final Instant START = Instant.parse("2026-11-30T04:44:20Z");

  private static final String CRITICAL =
      "level=critical time=2026-11-30T04:44:27Z msg=\"Data mismatch; saved cluster 'prod'\"";

  private static final String REGISTRATION =
      "level=error time=2026-11-30T04:44:28Z msg=\"Unable to register as a container instance with"
          + " ECS\" error=\"i/o timeout\"";

  @TempDir private Path root;
  private Path log;

  @BeforeEach
  void folder() throws IOException {
    log = root.resolve("var/log/ecs/ecs-agent.log");
    Files.createDirectories(log.getParent());
  }

  @Test
  void finds_the_last_critical_line() throws IOException {
    // Given
    Files.writeString(
        log,
        "level=critical time=2026-11-30T04:44:25Z msg=\"older\"\n"
            + CRITICAL
            + "\nlevel=info time=2026-11-30T04:44:28Z msg=\"Starting\"\n");

    // Then
    assertEquals(Optional.of(CRITICAL), read().critical(START));
  }

  @Test
  void leaves_out_what_was_written_before() throws IOException {
    // Given
    Files.writeString(log, CRITICAL + "\n");

    // Then
    assertEquals(Optional.empty(), read().critical(START.plusSeconds(60)));
  }

  @Test
  void finds_what_became_of_the_registration() throws IOException {
    // Given
    Files.writeString(log, REGISTRATION + "\nlevel=info time=2026-11-30T04:44:29Z msg=\"x\"\n");

    // Then
    assertEquals(Optional.of(REGISTRATION), read().registration(START));
  }

  @Test
  void reads_the_end_of_a_log_that_is_larger_than_any_configuration() throws IOException {
    // Given
    Files.writeString(
        log, "level=info time=2026-11-30T04:44:28Z msg=\"x\"\n".repeat(60_000) + CRITICAL + "\n");

    // Then
    assertEquals(Optional.of(CRITICAL), read().critical(START));
  }

  @Test
  void says_nothing_where_there_is_no_log() {
    assertEquals(Optional.empty(), read().critical(Instant.EPOCH));
  }

  private AgentLog read() {
    return AgentLog.read(new HostRoot(root));
  }
}
