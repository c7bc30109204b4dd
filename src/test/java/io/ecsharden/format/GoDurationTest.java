package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "5s, 5000000000",
    "+5s, 5000000000",
    "-1.5h, -5400000000000",
    ".5s, 500000000",
    "1h15m30.918s, 4530918000000",
    "1us, 1000"
  })
  void reads_what_go_reads(String text, long nanoseconds) {
    assertEquals(nanoseconds, GoDuration.parse(text).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "3", "-", "s", ".", ".s", "1.2.3s", "10 s", "1d", "1H", " 1s", "9e9h"})
  void refuses_what_go_refuses(String text) {
    assertTrue(GoDuration.parse(text).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "10800000000000, 3h",
    "90000000000, 1m30s",
    "100000000, 100ms",
    "3600, 3us600ns"
  })
  void shows_what_people_write(long nanoseconds, String text) {
    assertEquals(text, GoDuration.show(nanoseconds));
  }
}
