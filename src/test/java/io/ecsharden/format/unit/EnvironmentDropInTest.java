package io.ecsharden.format.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentDropInTest {

  @Test
  void is_one_section_with_one_line() {
    // When
    String text =
        new String(
            EnvironmentDropIn.text("NO_PROXY", "a,b%c").orElseThrow(), StandardCharsets.UTF_8);

    // Then
    assertTrue(text.endsWith("\n[Service]\nEnvironment=\"NO_PROXY=a,b%%c\"\n"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "a, b", "%", "%%", "100%s", "\"", "'", "\\", "a\\", "\\n", "\t", "é", " a ", "#",
        "a;b", "$HOME", "[x]"
      })
  void gives_a_process_exactly_the_value(String value) {
    // When
    byte[] text = EnvironmentDropIn.text("NO_PROXY", value).orElseThrow();

    // Then
    List<UnitFile.Entry> entries = UnitFile.parse(text).entries();
    assertEquals(1, entries.size());
    assertEquals(
        List.of("NO_PROXY=" + value),
        EnvironmentWords.of(entries.getFirst().value()).assignments());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\r", "\u0007", "a\u0000b"})
  void has_no_text_for_what_no_line_can_say(String value) {
    assertEquals(Optional.empty(), EnvironmentDropIn.text("NO_PROXY", value));
  }
}
