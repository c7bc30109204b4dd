package io.ecsharden.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                     | 0 | 0",
        "A=1;B=2                | 0 | 0",
        "A=\"x;B=2              | 1 | 0",
        "A=\"x\";B=\"y          | 2 | 0",
        "A=\"x;B=\"y\"          | 1 | 0",
        "A=\"\"\";B=2;C=\"      | 3 | 0",
        "A=it's;B=\"            | 2 | 1",
        "A=1;B=2;C='\"'\"'      | 0 | 3"
      })
  void finds_the_last_line_with_an_odd_number_of_quotes(String text, int two, int one) {
    // Given
    Lines lines = Lines.of(text.replace(';', '\n').getBytes(UTF_8));

    // Then: the second answer is the first one, kept
    for (int i = 0; i < 2; i++) {
      assertEquals(two, lines.lastWithOdd('"'));
      assertEquals(one, lines.lastWithOdd('\''));
    }
  }

  @Test
  void knows_a_line_that_repeats_the_one_before() {
    Lines lines = Lines.of("A=1\nA=1\nA=2\n\n\nA=2".getBytes(UTF_8));

    assertFalse(lines.repeats(0));
    assertTrue(lines.repeats(1));
    assertFalse(lines.repeats(2));
    assertFalse(lines.repeats(3));
    assertTrue(lines.repeats(4));
    assertFalse(lines.repeats(5));
  }

  @Test
  void compares_lines_without_their_ends() {
    Lines lines = Lines.of("A=1\nA=1".getBytes(UTF_8));

    assertTrue(lines.repeats(1));
  }
}
