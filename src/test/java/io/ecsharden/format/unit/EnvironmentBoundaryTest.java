package io.ecsharden.format.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, escapes and specifiers of Environment= at their edges. */
class EnvironmentBoundaryTest {

  @ParameterizedTest
  @ValueSource(strings = {"A", "Z", "a", "z", "_", "A0", "A9", "_0"})
  void is_a_name(String name) {
    assertTrue(EnvironmentNames.isValidName(name));
    assertEquals(List.of(name + "=1"), EnvironmentWords.of(name + "=1").assignments());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0A", "9A", "@", "[", "`", "{", "A/", "A:", "A-", "A.B", "É"})
  void is_not_a_name(String name) {
    assertFalse(EnvironmentNames.isValidName(name));
    assertEquals(List.of(name + "=1"), EnvironmentWords.of(name + "=1").lost());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "A=\\001|1",
        "A=\\377|ff",
        "A=\\x01|1",
        "A=\\xff|ff",
        "A=\\uffff|ffff",
        "A=\\U0010ffff|10ffff",
        "A=\\701|",
        "A=\\400|",
        "A=\\000|",
        "A=\\x00|",
        "A=\\U00110000|",
        "A=\\08|",
        "A=\\8|",
        "A=\\/00|",
        "A=\\x1|",
        "A=\\xg0|",
        "A=\\u123|",
        "A=\\U0000123|",
        "A=\\q|",
        "A=\\|"
      })
  void reads_an_escape_or_refuses_the_line(String text, String codePoint) {
    EnvironmentWords.Words words = EnvironmentWords.of(text);
    assertEquals(codePoint == null, words.refusal().isPresent());
    if (codePoint != null && Integer.parseInt(codePoint, 16) >= 0x20) {
      String value =
          (words.assignments().isEmpty() ? words.lost() : words.assignments()).getFirst();
      assertEquals("A=" + Character.toString(Integer.parseInt(codePoint, 16)), value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "A=%Z, false",
    "A=%0, false",
    "A=%9, false",
    "A=%z, false",
    "A=%A, true",
    "A=%a, true",
    "A=%y, true",
    "A=%Y, true",
    "A=%@, true",
    "A=%[, true",
    "A=%`, true",
    "A=%{, true",
    "A=%/, true",
    "A=%:, true",
    "A=x%, true"
  })
  void loses_a_word_with_an_unknown_specifier(String word, boolean kept) {
    assertEquals(kept ? List.of(word) : List.of(), EnvironmentWords.of(word).assignments());
  }

  @ParameterizedTest
  @CsvSource({"%%, %", "a%%b, a%b", "%%%%, %%", "%%x%%, %x%"})
  void makes_one_of_two_percent_signs(String text, String resolved) {
    assertEquals(List.of("A=" + resolved), EnvironmentWords.of("A=" + text).assignments());
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=\"x", "A='x", "A=\"x'", "A=x\\"})
  void refuses_quotes_that_stay_open(String text) {
    assertTrue(EnvironmentWords.of(text).refusal().isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=1", "A=1 ", " A=1", "\tA=1\t", "A=1\n", "\"A=1\"", "'A=1' "})
  void ignores_white_space_around_a_word(String text) {
    assertEquals(List.of("A=1"), EnvironmentWords.of(text).assignments());
  }
}
