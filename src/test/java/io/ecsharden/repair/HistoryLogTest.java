package io.ecsharden.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryLogTest {

  private static final Instant NOW = Instant.parse("2026-11-26T20:45:01.123Z");
  private static final String LINE =
      "{\"id\": \"20261126T204501.123Z\", \"verb\": \"fix\", \"outcome\": \"done\", \"files\": 0}";

  @TempDir private Path folder;
  private Path file;
  private StateDirectory state;

  @BeforeEach
  void open() throws IOException {
    Path root = folder.toRealPath();
    state = StateDirectory.lock(root, StateSection.REPAIRS, "test");
    file = root.resolve("var/lib/ecs-harden/history.jsonl");
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void keeps_the_newest_lines() throws IOException {
    // Given
    StringBuilder past = new StringBuilder();
    for (int i = 1; i <= 5 * HistoryLog.MOST_LINES; i++) {
      past.append(i).append('\n');
    }
    leave(past.toString());

    // When
    new HistoryLog(state).add(receipt());

    // Then
    List<String> lines = Files.readAllLines(file);
    assertEquals(HistoryLog.MOST_LINES, lines.size());
    assertEquals("4002", lines.getFirst());
    assertEquals("5000", lines.get(HistoryLog.MOST_LINES - 2));
    assertEquals(LINE, lines.getLast());
  }

  @Test
  void keeps_every_line_up_to_the_limit() throws IOException {
    // Given
    leave("x\n".repeat(HistoryLog.MOST_LINES - 1));

    // When
    new HistoryLog(state).add(receipt());

    // Then
    assertEquals(HistoryLog.MOST_LINES, Files.readAllLines(file).size());
  }

  @Test
  void drops_a_line_that_is_longer_than_the_whole_file_may_be() throws IOException {
    // Given
    leave("x".repeat(HistoryLog.MOST_BYTES + 1));

    // When
    new HistoryLog(state).add(receipt());

    // Then
    assertEquals(List.of(LINE), Files.readAllLines(file));
  }

  @Test
  void stays_the_same_size_over_years() throws IOException {
    // Given
    leave("x\n".repeat(HistoryLog.MOST_LINES));
    HistoryLog history = new HistoryLog(state);

    // When
    for (int run = 0; run < 50; run++) {
      history.add(receipt().as("20261126T204501.123Z-" + (10 + run), run));
      history.add(receipt().as("20261126T204501.123Z-" + (10 + run), run));
    }

    // Then
    List<String> lines = Files.readAllLines(file);
    assertEquals(HistoryLog.MOST_LINES, lines.size());
    assertEquals(50, lines.stream().filter(line -> line.contains("\"fix\"")).count(), "once each");
    assertTrue(lines.getLast().contains("-59"), lines.getLast());
  }

  private void leave(String text) throws IOException {
    state.write("history.jsonl", text.getBytes(UTF_8));
  }

  private static Receipt receipt() {
    return Receipt.begin("fix", "1", NOW, "default", Optional.empty())
        .ended(RunOutcome.DONE, "", Duration.ZERO);
  }
}
