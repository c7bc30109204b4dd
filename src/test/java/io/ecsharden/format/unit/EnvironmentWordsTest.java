package io.ecsharden.format.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.unit.EnvironmentWords.Words;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of Environment= as systemd 252 splits them. */
class EnvironmentWordsTest {

  private static final Optional<String> NONE = Optional.empty();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "A=1|A=1",
        "\"A=1 2\"|A=1 2",
        "'A=1 2'|A=1 2",
        "A=\"1 2\"'3'|A=1 23",
        "\"A=it's\"|A=it's",
        "A=|A=",
        "A=\\x41\\101\\u00e9|A=AAé",
        "A=\\\\\\\"\\'|A=\\\"'",
        "A=1\\s2\\t|~A=1 2\t~",
        "A=\\U0001F600|A=😀",
        "A=50%%|A=50%",
        "A=50%|A=50%",
        "A=%/x|A=%/x",
        "A=%n|A=%n",
        "_a9=b=c|_a9=b=c"
      })
  void takes_an_assignment(String value, String expected) {
    // When
    Words words = EnvironmentWords.of(value);

    // Then
    assertEquals(new Words(List.of(expected), List.of(), NONE), words);
  }

  @Test
  void splits_at_white_space_and_keeps_the_order() {
    // When
    Words words = EnvironmentWords.of(" A=1\t'B=2 3'  C=4 ");

    // Then
    assertEquals(List.of("A=1", "B=2 3", "C=4"), words.assignments());
  }

  @Test
  void loses_what_stands_after_a_comma_and_a_space() {
    // When
    Words words = EnvironmentWords.of("A=a, b");

    // Then
    assertEquals(List.of("A=a,"), words.assignments());
    assertEquals(List.of("b"), words.lost());
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=%40", "A=%4", "A=%zz", "1A=1", "A-B=1", "=1", "A", "A=\\a"})
  void loses_a_word_that_is_no_assignment(String word) {
    // When
    Words words = EnvironmentWords.of("X=1 " + word + " Y=2");

    // Then
    assertEquals(List.of("X=1", "Y=2"), words.assignments());
    assertEquals(1, words.lost().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"A=1",
        "'A=1",
        "A=\\q",
        "A=\\x4",
        "A=\\x+1",
        "A=\\x00",
        "A=\\000",
        "A=\\777",
        "A=\\u123",
        "A=\\U00110000"
      })
  void refuses_what_follows_an_open_quote_or_a_bad_escape(String word) {
    // When
    Words words = EnvironmentWords.of("X=1 " + word + " Y=2");

    // Then
    assertEquals(List.of("X=1"), words.assignments());
    assertTrue(words.refusal().isPresent());
  }
}
