package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.unit.EnvironmentWords;
import io.ecsharden.format.unit.UnitFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come in: the parsers answer, and what they answer can be true. */
class FuzzTest {

  @Test
  void reads_whatever_is_in_a_file() throws InterruptedException {
    Fuzzing.run(400, FuzzTest::check);
  }

  @Test
  @Tag("fuzz")
  void reads_whatever_is_in_a_file_for_long() throws InterruptedException {
    Fuzzing.runFor(Fuzzing.longSeconds() / 3, FuzzTest::check);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"", "\\", "[", "A=", "#", "é", "\r", "{\"a\":"})
  void reads_a_line_of_a_megabyte(String piece) {
    checkAll(Bytes.repeated(piece, 1 << 20));
  }

  private static void check(RandomFiles files) {
    byte[] file = files.next();
    Fuzzing.explain(() -> checkAll(file), file);
  }

  private static void checkAll(byte[] file) {
    byte[] before = file.clone();
    int lines = check(Lines.of(file), file.length);
    EnvFile env = EnvFile.parse(file);
    for (Dialect dialect : Dialect.values()) {
      check(env.read(dialect), lines);
    }
    UnitFile unit = UnitFile.parse(file);
    for (UnitFile.Entry entry : unit.entries()) {
      assertTrue(entry.line() >= 1 && entry.line() <= lines, entry.toString());
      EnvironmentWords.of(entry.value())
          .assignments()
          .forEach(word -> assertTrue(word.indexOf('=') > 0, word));
    }
    JsonDocument json = JsonDocument.parse(file);
    assertEquals(json.root().isEmpty(), json.error().isPresent());
    json.error()
        .ifPresent(error -> {
          assertTrue(error.offset() >= 0 && error.offset() <= file.length, error.toString());
          assertTrue(error.line() >= 1 && error.line() <= Math.max(1, lines), error.toString());
        });
    json.root().ifPresent(root -> assertArrayEquals(json.textOf(root), trimmed(file)));
    assertArrayEquals(before, file);
  }

  /** The lines cover every byte once. */
  private static int check(Lines lines, int length) {
    int start = 0;
    for (int line = 0; line < lines.count(); line++) {
      assertEquals(start, lines.start(line));
      start = lines.next(line);
    }
    assertEquals(length, start);
    return lines.count();
  }

  private static void check(Reading reading, int lines) {
    switch (reading) {
      case Reading.Refused refused ->
          assertTrue(refused.line() >= 1 && refused.line() <= lines, refused.toString());
      case Reading.Accepted taken -> {
        for (Assignment assignment : taken.assignments()) {
          assertTrue(assignment.line() >= 1 && assignment.line() <= lines, assignment.toString());
          assertEquals(-1, assignment.key().indexOf('='), assignment.toString());
        }
      }
    }
  }

  /** Without the white space that JSON allows around a value. */
  private static byte[] trimmed(byte[] file) {
    String text = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    int from = 0;
    int to = text.length();
    while (from < to && " \t\r\n".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && " \t\r\n".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return Bytes.latin1(text.substring(from, to));
  }
}
