package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.machine.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The wait that spreads a fleet's reports. */
class JitterTest {

  private final List<Duration> sleeps = new ArrayList<>();
  private final Timer timer =
      new Timer() {
        private Duration now = Duration.ofSeconds(100);

        @Override
        public Duration now() {
          return now;
        }

        @Override
        public void sleep(Duration time) {
          sleeps.add(time);
          // a sleep may take longer than it was asked to
          now = now.plus(time).plusMillis(5);
        }
      };

  @Test
  void waits_once_for_a_random_part_of_its_time() {
    // Given
    Jitter jitter = new Jitter(Duration.ofSeconds(10), timer, most -> most / 4);

    // When
    jitter.pause();
    jitter.pause();

    // Then
    assertEquals(List.of(Duration.ofMillis(2500)), sleeps);
    assertEquals(Duration.ofMillis(2505), jitter.waited());
  }

  @Test
  void does_not_wait_without_a_time() {
    // Given
    Jitter jitter =
        new Jitter(
            Duration.ZERO,
            timer,
            most -> {
              throw new AssertionError("asked for a number below " + most);
            });

    // When
    jitter.pause();

    // Then
    assertEquals(List.of(), sleeps);
    assertEquals(Duration.ZERO, jitter.waited());
  }

  @Test
  void has_waited_for_nothing_before_its_pause() {
    assertEquals(Duration.ZERO, new Jitter(Duration.ofSeconds(10), timer, most -> 1).waited());
  }
}
