package io.ecsharden.host.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerTimeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-26T20:50:43.512345678Z",
        "2026-11-26T20:50:43.5Z",
        "2026-11-26T20:50:43Z",
        "2028-02-29T23:59:59.000000001Z",
        "1970-01-01T00:00:01Z",
        "9999-12-31T23:59:59.999999999Z",
        "2026-11-26T20:50:43.5+01:00"
      })
  void reads_times_as_the_library_does(String text) {
    assertEquals(Optional.of(Instant.parse(text)), DockerTime.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "",
        "Z",
        "2026-11-26",
        "2026-11-26T20:50:43",
        "2026-11-26T20:50:43.Z.",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-26T20:61:43Z",
        "2026-11-26T20:50:43.1234567890Z",
        "2026-11-26 20:50:43Z",
        "2026-11-2xT20:50:43Z"
      })
  void makes_nothing_of_never_and_of_what_is_no_time(String text) {
    assertEquals(Optional.empty(), DockerTime.read(text));
  }

  @Test
  void agrees_with_the_library_about_any_text_that_is_nearly_a_time() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder("2026-11-26T20:50:43.512345678Z");
      text.setLength(19 + random.nextInt(12));
      text.append(random.nextBoolean() ? "Z" : "");
      for (int j = random.nextInt(3); j > 0; j--) {
        text.setCharAt(
            random.nextInt(text.length()), "0123456789-:.TZ+ ".charAt(random.nextInt(17)));
      }
      assertEquals(library(text.toString()), DockerTime.read(text.toString()), text.toString());
    }
  }

  private static Optional<Instant> library(String text) {
    try {
      return Optional.of(Instant.parse(text)).filter(time -> time.getEpochSecond() > 0);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
