package io.ecsharden.aws.compliance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The spool of the build of 2026-11-30 or before: two reports of its executable that could not be
 * sent, of which the first one's compliance items had arrived, and its line for the second one in
 * {@code spool/reported}.
 */
class PreviousSpoolTest {

  private static final Path STORED = Path.of("src/test/resources/previous/spool");
  private static final Duration DAY = Duration.ofDays(1);

  private final StateInMemory state = new StateInMemory();
  private final Spool spool = new Spool(state);

  @BeforeEach
  void load() throws IOException {
    try (var files = Files.list(STORED)) {
      for (Path file : files.toList()) {
        state.files.put("spool/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000000001", "000000000002"})
  void reads_and_writes_a_report_to_the_byte(String id) throws IOException {
    // When
    Report report = report(id);

    // Then
    assertEquals(15, report.items().size());
    assertEquals("ecs-harden audit", report.execution());
    assertArrayEquals(state.files.get("spool/" + id + ".json"), ReportJson.bytes(report));
  }

  @Test
  void sends_what_is_left_of_each_report_in_order() throws IOException {
    // Given
    List<String> arrived = new ArrayList<>();
    Sender sender =
        new Sender() {
          @Override
          public void send(ReportCall call, Report report) {
            arrived.add(call + " " + report.time());
          }

          @Override
          public void close() {}
        };

    // When
    Delivery delivery = new Delivery(sender);
    delivery.of(spool, new LastReported(state));

    // Then
    assertTrue(delivery.isDelivered());
    assertEquals(List.of(), delivery.problems());
    assertEquals(
        List.of(
            "INVENTORY 2026-11-30T03:53:54Z",
            "COMPLIANCE 2026-11-30T03:53:56Z",
            "INVENTORY 2026-11-30T03:53:56Z"),
        arrived);
    assertEquals(List.of(), spool.ids());
  }

  @Test
  void knows_the_report_that_arrived_last() throws IOException {
    LastReported last = new LastReported(state);

    assertFalse(last.isDue(report("000000000002"), DAY));
    assertTrue(last.isDue(report("000000000001"), DAY));
  }

  private Report report(String id) throws IOException {
    return spool.read(id).flatMap(Spool.Kept::report).orElseThrow();
  }
}
