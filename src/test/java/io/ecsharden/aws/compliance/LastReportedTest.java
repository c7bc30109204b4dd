package io.ecsharden.aws.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an audit is reported again. */
class LastReportedTest {

  private static final Duration DAY = Duration.ofHours(24);

  private final StateInMemory state = new StateInMemory();
  private final LastReported lastReported = new LastReported(state);

  @ParameterizedTest
  @CsvSource({
    "PT0S, same, false",
    "PT1H, same, false",
    "PT1H, other, true",
    "PT23H59M59S, same, false",
    "PT24H, same, true",
    "PT-1S, same, true",
    "PT-1000H, same, true"
  })
  void is_due_on_change_when_the_day_is_over_and_when_the_clock_went_back(
      Duration later, String detail, boolean due) throws IOException {
    // Given
    lastReported.sent(Reports.at(Reports.NOW, "audit-1", "same"));
    Instant now = Reports.NOW.plus(later);

    // Then
    assertEquals(due, lastReported.isDue(Reports.at(now, "fix-2", detail), DAY));
  }

  @Test
  void is_due_the_first_time_and_always_without_a_heartbeat() throws IOException {
    Report report = Reports.of("audit-1");
    assertEquals(true, lastReported.isDue(report, DAY));
    lastReported.sent(report);
    assertEquals(true, lastReported.isDue(report, Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({
    "i-0123456789abcdef0, i-0123456789abcdef0, false",
    "i-0123456789abcdef0, i-0fedcba9876543210, true",
    "i-0123456789abcdef0, , false",
    ", i-0123456789abcdef0, false",
    ", , false"
  })
  void is_due_on_an_instance_that_was_made_from_the_disk_of_another(
      String before, String now, boolean due) throws IOException {
    // Given
    Report report = Reports.of("audit-1");
    lastReported.sent(report.of(Optional.ofNullable(before)));

    // Then
    Report next = report.of(Optional.ofNullable(now));
    assertEquals(due, lastReported.isDue(next, DAY));
  }

  @Test
  void is_due_when_it_was_forgotten() throws IOException {
    Report report = Reports.of("audit-1");
    lastReported.sent(report);
    lastReported.forget();
    assertEquals(true, lastReported.isDue(report, DAY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "x y", "@", "@ ", "@ yesterday", "@ +1000000000-01-01"})
  void is_due_when_the_memory_is_damaged(String text) throws IOException {
    // Given
    Report report = Reports.of("audit-1");
    String damaged = text.replace("@", report.fingerprint());
    state.write("spool/reported", damaged.getBytes(StandardCharsets.UTF_8));

    // Then
    assertEquals(true, lastReported.isDue(report, DAY));
  }
}
