package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  private static final List<String> KNOWN =
      List.of("equals", "oneOf", "unset", "present", "severity", "awsvpc-imds-block", "LOW");

  @ParameterizedTest
  @CsvSource({
    "equal, equals",
    "eqauls, equals",
    "EQUALS, equals",
    "unste, unset",
    "sev, severity",
    "awsvpc-imds, awsvpc-imds-block",
    "awsvpc-imds-blocked, awsvpc-imds-block",
    "low, LOW",
    "LOE, LOW",
    "LE,",
    "one,oneOf",
    "onset, unset",
    "reason,",
    "x,",
    "equalsequalsequals,",
    "'',"
  })
  void finds_what_was_meant(String typed, String meant) {
    // Then
    assertEquals(Optional.ofNullable(meant), NearestName.of(typed, KNOWN));
  }

  @Test
  void takes_the_first_by_name_of_two_that_are_as_near() {
    // Then
    assertEquals(Optional.of("aab"), NearestName.of("aaa", List.of("aac", "aab")));
  }

  @Test
  void does_not_measure_a_novel() {
    // Then
    assertEquals(Optional.empty(), NearestName.within(2, "x".repeat(1 << 20), KNOWN));
  }
}
