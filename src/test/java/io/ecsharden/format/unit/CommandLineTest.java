package io.ecsharden.format.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  private static final Map<String, String> VARIABLES =
      Map.of("OPTIONS", "-H fd:// --label 'a b'", "NESTED", "${OPTIONS} $OPTIONS", "OPEN", "\"a b");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/d $OPTIONS x        | /d,-H,fd://,--label,a b,x",
        "/d ${OPTIONS}        | /d,-H fd:// --label 'a b'",
        "/d $NOTHING x        | /d,x",
        "/d ${NOTHING} x      | /d,,x",
        "/d --a=$OPTIONS      | /d,--a=$OPTIONS",
        "/d $$OPTIONS         | /d,$OPTIONS",
        "/d $NESTED           | /d,${OPTIONS},$OPTIONS",
        "/d $OPEN             | /d,a b",
        "/d \"a b\" 'c'       | /d,a b,c",
        "-/d x                | /d,x",
        ":/d $OPTIONS         | /d,$OPTIONS"
      })
  void replaces_variables_as_systemd_does(String line, String words) {
    // When
    List<String> read =
        CommandLine.of(line, name -> Optional.ofNullable(VARIABLES.get(name)))
            .orElseThrow()
            .stream()
            .map(CommandLine.Argument::text)
            .toList();

    // Then
    assertEquals(List.of(words.split(",", -1)), read);
  }

  @Test
  void takes_no_line_with_an_open_quote() {
    assertTrue(CommandLine.of("/d \"a", name -> Optional.empty()).isEmpty());
  }
}
