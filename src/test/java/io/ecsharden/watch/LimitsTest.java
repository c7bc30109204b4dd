package io.ecsharden.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a daemon may do again and again, by a clock that the test moves. */
class LimitsTest {

  private static final Duration START = Duration.ofDays(3);

  @Test
  void allows_one_restart_in_two_minutes() {
    // Given
    RestartBudget budget = new RestartBudget(3, Duration.ofMinutes(2));
    assertEquals(Duration.ZERO, budget.untilAllowed(START));

    // When
    budget.restarted(START);

    // Then
    assertEquals(Duration.ofMinutes(2), budget.untilAllowed(START));
    assertEquals(Duration.ofSeconds(30), budget.untilAllowed(START.plusSeconds(90)));
    assertEquals(Duration.ZERO, budget.untilAllowed(START.plusSeconds(120)));
  }

  @Test
  void allows_three_restarts_in_an_hour() {
    // Given
    RestartBudget budget = new RestartBudget(3, Duration.ofMinutes(2));
    budget.restarted(START);
    budget.restarted(START.plusSeconds(600));
    budget.restarted(START.plusSeconds(1200));

    // Then
    assertEquals(Duration.ofMinutes(30), budget.untilAllowed(START.plusSeconds(1800)));
    assertEquals(Duration.ZERO, budget.untilAllowed(START.plusSeconds(3600)));

    // When
    budget.restarted(START.plusSeconds(3600));

    // Then: the second of the first three is the next to leave the hour
    assertEquals(Duration.ofSeconds(400), budget.untilAllowed(START.plusSeconds(3800)));
  }

  @Test
  void allows_no_restart_where_none_is_allowed() {
    assertFalse(new RestartBudget(0, Duration.ZERO).untilAllowed(START).isZero());
  }

  @Test
  void counts_the_restarts_of_an_earlier_process() {
    // Given
    RestartBudget budget = new RestartBudget(1, Duration.ZERO);

    // When: half an hour before this process
    budget.restarted(START.minus(Duration.ofMinutes(30)));

    // Then
    assertEquals(Duration.ofMinutes(30), budget.untilAllowed(START));
  }

  @Test
  void contests_a_file_after_the_third_repair() {
    // Given
    Conflicts conflicts = new Conflicts();
    conflicts.repaired("/a", START);
    conflicts.repaired("/a", START.plusSeconds(1800));
    conflicts.repaired("/b", START.plusSeconds(1800));
    assertFalse(conflicts.mayBegin(START.plusSeconds(1800)));

    // When
    conflicts.repaired("/a", START.plusSeconds(3600));

    // Then
    assertTrue(conflicts.mayBegin(START.plusSeconds(3600)));
    assertTrue(conflicts.isContested("/a", START.plusSeconds(3600)));
    assertFalse(conflicts.isContested("/b", START.plusSeconds(3600)));
  }

  @Test
  void forgets_a_file_that_stays_right() {
    // Given
    Conflicts conflicts = new Conflicts();
    conflicts.repaired("/a", START);
    conflicts.repaired("/a", START.plusSeconds(1));

    // When: hours later
    Duration later = START.plus(Duration.ofHours(3));
    conflicts.repaired("/a", later);

    // Then
    assertFalse(conflicts.isContested("/a", later));
  }

  @Test
  void leaves_the_controls_of_a_contested_file_alone_for_a_day() {
    // Given
    Conflicts conflicts = new Conflicts();

    // When
    conflicts.hold("/a", List.of("task-role", "awsvpc-imds-block"), START);

    // Then
    assertEquals(Set.of("task-role", "awsvpc-imds-block"), conflicts.held(START));
    assertEquals(2, conflicts.held(START.plus(Duration.ofHours(23))).size());
    assertEquals(Set.of(), conflicts.held(START.plus(Duration.ofHours(24))));
  }

  @Test
  void begins_anew_with_another_baseline() {
    // Given
    Conflicts conflicts = new Conflicts();
    conflicts.hold("/a", List.of("task-role"), START);

    // When
    conflicts.clear();

    // Then
    assertEquals(Set.of(), conflicts.held(START));
  }

  @Test
  void pauses_repairs_twice_as_long_each_time_and_a_day_at_most() {
    // Given
    RepairPause repairPause = new RepairPause();
    assertFalse(repairPause.holds(START));

    // Then
    assertEquals(Duration.ofMinutes(10), repairPause.begin(START));
    assertTrue(repairPause.holds(START.plusSeconds(599)));
    assertFalse(repairPause.holds(START.plusSeconds(600)));
    assertEquals(Duration.ofMinutes(20), repairPause.begin(START));
    for (int i = 0; i < 10; i++) {
      repairPause.begin(START);
    }
    assertEquals(Duration.ofDays(1), repairPause.begin(START));

    // When
    repairPause.clear();

    // Then
    assertFalse(repairPause.holds(START));
    assertEquals(Duration.ofMinutes(10), repairPause.begin(START));
  }
}
