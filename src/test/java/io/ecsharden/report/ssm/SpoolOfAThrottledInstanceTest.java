package io.ecsharden.report.ssm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StatePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand instances that were throttled kept one more report in every run, and had all of them
 * to send in the next one: the service never caught up.
 */
class SpoolOfAThrottledInstanceTest {

  private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

  @TempDir private Path root;

  @Test
  void has_one_report_of_many_that_say_the_same_and_it_is_the_newest() throws IOException {
    assertEquals(List.of("audit-3"), kept("1", "1", "1"));
  }

  @Test
  void has_every_change_in_order() throws IOException {
    assertEquals(List.of("audit-2", "audit-3", "audit-5"), kept("1", "1", "2", "1", "1"));
  }

  /** The ids of what is kept after runs that found these values. */
  private List<String> kept(String... values) throws IOException {
    Files.createDirectories(root.resolve("var/lib"));
    try (StateDirectory state = StateDirectory.lock(root, StatePart.REPORTS, "a test")) {
      Spool spool = new Spool(state);
      for (int i = 0; i < values.length; i++) {
        Map<String, String> row = Map.of("Findings.FAIL", values[i]);
        Instant time = NOW.plusSeconds(i);
        spool.keep(new Report("audit-" + (i + 1), time, "ecs-harden audit", List.of(), row));
      }
      return spool.ids().stream().map(id -> read(spool, id).orElseThrow().id()).toList();
    }
  }

  private static Optional<Report> read(Spool spool, String id) {
    try {
      return spool.read(id);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
