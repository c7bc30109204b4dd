package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, '', 3",
    "same, same, 0",
    "kitten, sitting, 3",
    "ECS_CLUSTR, ECS_CLUSTER, 1",
    "ECS_CLUSTRE, ECS_CLUSTER, 1",
    "ba, ab, 1",
    "abcd, badc, 2",
    "ca, abc, 3",
    "abc, xbc, 1",
    "abc, bc, 1",
    "flaw, lawn, 2"
  })
  void counts_letters_that_are_added_removed_changed_or_swapped(String a, String b, int distance) {
    assertEquals(distance, EditDistance.between(a, b, 3));
    assertEquals(distance, EditDistance.between(b, a, 3));
  }

  @Test
  void is_above_the_limit_where_the_lengths_say_so() {
    assertTrue(EditDistance.between("a", "abcd", 2) > 2);
    assertEquals(2, EditDistance.between("a", "abc", 2));
  }
}
