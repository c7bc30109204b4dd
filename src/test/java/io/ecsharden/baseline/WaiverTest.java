package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.Location;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiverTest {

  @ParameterizedTest
  @CsvSource({
    "2027-03-31T00:00:00Z, false",
    "2027-03-31T23:59:59.999999999Z, false",
    "2027-04-01T00:00:00Z, true",
    "2026-01-01T00:00:00Z, false",
    "2030-01-01T00:00:00Z, true"
  })
  void holds_through_the_end_of_its_last_day_in_utc(Instant now, boolean expired) {
    // Given
    Waiver waiver = until(LocalDate.parse("2027-03-31"));

    // Then
    assertEquals(expired, waiver.expiredAt(now));
  }

  @Test
  void holds_as_long_as_there_are_days() {
    // Then
    assertFalse(until(LocalDate.MAX).expiredAt(Instant.parse("9999-12-31T23:59:59Z")));
  }

  @Test
  void is_read_with_its_setting_and_its_place() throws BadBaseline {
    // Given
    TestFiles files =
        new TestFiles()
            .with(
                "x.yaml",
                """
                schemaVersion: 1
                waivers:
                  - control: agent-settings
                    setting: ECS_LOGLEVEL
                    reason: >
                      legacy subnet
                      until migration
                    approvedBy: security@example.com
                    expires: 2099-12-31
                """);

    // When
    Waiver waiver = files.load("x.yaml").waivers().getFirst();

    // Then
    assertEquals(
        new Waiver(
            "agent-settings",
            Optional.of("ECS_LOGLEVEL"),
            Optional.empty(),
            "legacy subnet until migration",
            "security@example.com",
            LocalDate.parse("2099-12-31"),
            new Location("x.yaml", 3, 5)),
        waiver);
  }

  @Test
  void is_read_with_its_family() throws BadBaseline {
    // Given
    TestFiles files =
        new TestFiles()
            .with(
                "x.yaml",
                """
                schemaVersion: 1
                waivers:
                  - {control: task-exposure, family: a, reason: r, approvedBy: b, expires: 2099-12-31}
                  - {control: task-exposure, family: b, reason: r, approvedBy: b, expires: 2099-12-31}
                  - {control: task-exposure, reason: r, approvedBy: b, expires: 2099-12-31}
                """);

    // When
    List<Waiver> waivers = files.load("x.yaml").waivers();

    // Then
    assertEquals(
        List.of(Optional.of("a"), Optional.of("b"), Optional.empty()),
        waivers.stream().map(Waiver::subject).toList());
  }

  @Test
  void names_a_family_only_with_the_control_that_judges_families() {
    // Given
    TestFiles files =
        new TestFiles()
            .with(
                "x.yaml",
                """
                schemaVersion: 1
                waivers:
                  - {control: task-role, family: a, reason: r, approvedBy: b, expires: 2099-12-31}
                  - {control: task-exposure, family: a, reason: r, approvedBy: b, expires: 2099-12-31}
                  - {control: task-exposure, family: a, reason: r, approvedBy: b, expires: 2098-12-31}
                """);

    // When
    BadBaseline e = assertThrows(BadBaseline.class, () -> files.load("x.yaml"));

    // Then
    assertEquals(2, e.problems().size(), e.getMessage());
    assertTrue(e.toString().contains("the control `task-role` takes no `family`"));
    assertTrue(e.toString().contains("this is waived twice; the first waiver is in line 4"));
  }

  private static Waiver until(LocalDate expires) {
    Location where = Location.line("x.yaml", 1);
    return new Waiver(
        "task-role", Optional.empty(), Optional.empty(), "reason", "me", expires, where);
  }
}
