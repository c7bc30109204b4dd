package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.baseline.YamlNode.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of YAML 1.2.2, section 10.3.2, and what is just beside it. */
class ScalarKindTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "-1", "+1", "0640", "1.", ".5", "-.5", "1.5", "1e3", "1E+3", "1.e-3", ".5e1", "0o17",
        "0x1F", ".inf", "-.INF", "+.Inf", ".nan", ".NaN"
      })
  void is_a_number(String plain) {
    // Then
    assertEquals(Kind.NUMBER, YamlReader.kindOf(plain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-",
        "+",
        ".",
        "-.",
        "e3",
        ".e3",
        "1e",
        "1e+",
        "1.2.3",
        "0o",
        "0o8",
        "0x",
        "0xG",
        "-0x1",
        "1_000",
        "0b1",
        "inf",
        "-.nan",
        "2027-03-31",
        "١",
        "0x١",
        "yes",
        "no",
        "tRue",
        "nuLL",
        "a"
      })
  void is_text(String plain) {
    // Then
    assertEquals(Kind.TEXT, YamlReader.kindOf(plain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "Null", "NULL", "~"})
  void is_null(String plain) {
    // Then
    assertEquals(Kind.NULL, YamlReader.kindOf(plain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "TRUE", "false", "False", "FALSE"})
  void is_a_boolean(String plain) {
    // Then
    assertEquals(Kind.BOOLEAN, YamlReader.kindOf(plain));
  }
}
