package io.ecsharden.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ecsharden.format.Printable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a writer forgot. */
class OutputTextTest {

  @Test
  void lets_no_character_pass_that_a_terminal_obeys_or_does_not_show() {
    for (char c = 0; c < 0xFFFF; c++) {
      String text = "a" + c + "b\n";
      String shown = OutputText.written(text, Style.PLAIN).toString();
      if (c != '\n' && Printable.isUnseen(text, 1)) {
        assertEquals("a" + Printable.of(String.valueOf(c)) + "b\n", shown);
      } else {
        assertEquals(text, shown);
      }
    }
  }

  @Test
  void copies_nothing_where_all_is_right() {
    String report = "PASS  secrets-in-config  No secrets: grün, 日本, 𝄞.\n".repeat(3);
    assertSame(report, OutputText.written(report, Style.PLAIN).toString());
    assertSame(report, OutputText.written(report, Style.COLOUR).toString());
  }

  @Test
  void keeps_colours_where_there_are_colours() {
    String red = "\u001B[1;31mFAIL\u001B[0m\n";
    assertEquals(red, OutputText.written(red, Style.COLOUR).toString());
    assertEquals("\\u001b[1;31mFAIL\\u001b[0m\n", OutputText.written(red, Style.PLAIN).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001B[2J",
        "\u001B]0;title\u0007",
        "\u001B[",
        "\u001B",
        "\u001B[31",
        "\u001Bc",
        "\u001B[31;?m",
        "\u009B31m",
        "\u001B[6n"
      })
  void keeps_nothing_else_that_begins_like_a_colour(String text) {
    String shown = OutputText.written("a" + text + "\n", Style.COLOUR).toString();
    assertFalse(shown.indexOf('\u001B') >= 0 || shown.indexOf('\u009B') >= 0, shown);
  }

  @Test
  void makes_one_line_of_a_message_and_hides_what_it_quotes() {
    String line =
        OutputText.line("cannot use http://bob:hunter2@proxy:3128\nas\u001B[2J a proxy").toString();
    assertFalse(line.contains("hunter2"), line);
    assertEquals(line.length() - 1, line.indexOf('\n'));
    assertFalse(line.indexOf('\u001B') >= 0, line);
  }

  @Test
  void is_utf8() {
    assertEquals("ü\n", new String(OutputText.words("ü\n").bytes(), StandardCharsets.UTF_8));
  }
}
