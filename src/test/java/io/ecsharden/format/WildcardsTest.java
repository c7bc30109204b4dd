package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that fit a pattern, by glob(7). */
class WildcardsTest {

  @ParameterizedTest
  @CsvSource({
    "*.env, a.env, true",
    "*.env, .env, false",
    ".*, .env, true",
    "*.env, a.envx, false",
    "a*b*c, aXbYc, true",
    "a*b*c, ac, false",
    "?.env, a.env, true",
    "?.env, ab.env, false",
    "[0-9][0-9]-*, 10-a, true",
    "[0-9][0-9]-*, 1a-a, false",
    "[!a]x, bx, true",
    "[^a]x, ax, false",
    "[]a]x, ]x, true",
    "[a-]x, -x, true",
    "[ab, [ab, true",
    "plain, plain, true",
    "plain, plai, false",
  })
  void fits_as_glob_does(String pattern, String name, boolean fits) {
    assertEquals(fits, Wildcards.match(pattern, name));
  }

  @Test
  void knows_a_pattern() {
    assertTrue(Wildcards.areIn("/etc/*.env"));
    assertTrue(Wildcards.areIn("/etc/[a].env"));
    assertFalse(Wildcards.areIn("/etc/a.env"));
  }
}
