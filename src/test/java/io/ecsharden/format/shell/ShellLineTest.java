package io.ecsharden.format.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a  b\tc | a/b/c",
        "-e 'A={\"x\": 1}' | -e/A={\"x\": 1}",
        "-e \"A=x \\\" y\" | -e/A=x \" y",
        "a\\ b '' c | a b//c",
        "'it\\n' | it\\n",
        "\"a\\b\" | a\\b",
        "'unclosed b | unclosed b"
      })
  void splits_as_a_shell_does(String line, String words) {
    assertEquals(words, String.join("/", ShellLine.words(line)));
  }

  @Test
  void joins_continued_lines_and_leaves_comments_out() {
    // Given
    String text = "# a \\\nb \\\n  c\n\n\td\ne \\";

    // Then
    assertEquals(
        List.of(
            new ShellLine(List.of("b", "c"), 2),
            new ShellLine(List.of("d"), 5),
            new ShellLine(List.of("e"), 6)),
        ShellLine.all(text));
  }
}
