package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.app.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodeTest {

  private static final List<Integer> CODES =
      Arrays.stream(ExitCode.values()).map(ExitCode::code).toList();

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 168, 194})
  void is_never_a_code_that_means_something_to_those_who_start_the_program(int code) {
    assertFalse(CODES.contains(code));
  }

  @Test
  void is_a_number_of_its_own_below_126() {
    assertEquals(CODES.size(), CODES.stream().distinct().count());
    assertTrue(CODES.stream().allMatch(code -> code >= 0 && code < 126), CODES.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_REQUEST, 2",
    "NOTHING_TO_AUDIT, 3",
    "NOTHING_CHANGED, 12",
    "NOT_RESTORED, 13",
    "STATE_UNREADABLE, 14",
    "NOT_RECORDED, 74",
    "LOCKED, 75",
    "NO_PERMISSION, 77",
    "BAD_BASELINE, 78"
  })
  void says_why_a_use_case_could_not_run(Stop.Reason reason, int code) {
    assertEquals(code, ExitCode.of(reason).code());
  }

  @Test
  void has_the_same_table_in_the_documentation() throws IOException {
    // Given
    List<String> rows =
        Arrays.stream(ExitCode.values())
            .map(code -> "| " + code.code() + " | " + code.meaning() + " |")
            .toList();

    // When
    List<String> documented =
        Files.readAllLines(Path.of("docs/exit-codes.md")).stream()
            .filter(line -> line.startsWith("| ") && Character.isDigit(line.charAt(2)))
            .toList();

    // Then
    assertEquals(rows, documented);
  }
}
