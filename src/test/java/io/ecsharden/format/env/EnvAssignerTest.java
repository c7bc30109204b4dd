package io.ecsharden.format.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The smallest edit that all readers agree on. */
class EnvAssignerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|K=v.",
        "A=1.|A=1.K=v.",
        "A=1|A=1.K=v.",
        "A=1~|A=1~K=v~",
        "K=old.A=1.|K=v.A=1.",
        "A=1.K=old|A=1.K=v.",
        "K=old~A=1~|K=v~A=1~",
        "K=1.A=1.K=2.B=1.|A=1.K=v.B=1.",
        "K = old.A=1.|K=v.A=1.",
        "#K=old.|#K=old.K=v.",
        "export K=old.|export K=old.K=v.",
        "A=\"open.B=1.|K=v.A=\"open.B=1.",
        "B=1.A=x\\|B=1.K=v.A=x\\",
        "A=1.# note \\|A=1.K=v.# note \\",
        "K=\"open.A=1.|K=v.A=1.",
        "A=1^K=2^|A=1^K=2~K=v.",
        "  K=old  .A=1.|K=v.A=1."
      })
  void assigns_with_the_smallest_edit(String before, String after) {
    // Given
    EnvAssigner assigner = assigner(before, Set.of());

    // When
    Optional<EnvFile> result = assigner.assign("K", "v");

    // Then
    assertEquals(Optional.of(after), result.map(EnvAssignerTest::text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"K=1.A=1.|A=1.", "A=1.K=1|A=1.", "A=1.|A=1.", "K=1.A=1.K = 2.|A=1.", "#K=1.|#K=1."})
  void takes_a_variable_out(String before, String after) {
    // When
    Optional<EnvFile> result = assigner(before, Set.of()).unset("K");

    // Then
    assertEquals(Optional.of(after), result.map(EnvAssignerTest::text));
  }

  @Test
  void adds_a_line_behind_one_that_is_not_to_be_touched() {
    // When
    Optional<EnvFile> result = assigner("K=secret.A=1.", Set.of(1)).assign("K", "v");

    // Then
    assertEquals(Optional.of("K=secret.K=v.A=1."), result.map(EnvAssignerTest::text));
  }

  @Test
  void does_not_take_out_a_line_that_is_not_to_be_touched() {
    // Then
    assertEquals(Optional.empty(), assigner("K=secret.A=1.", Set.of(1)).unset("K"));
  }

  @Test
  void gives_the_same_bytes_when_there_is_nothing_to_do() {
    // Given
    byte[] source = bytes("A=1.K=v.");
    EnvAssigner assigner =
        new EnvAssigner(
            EnvFile.parse(source), line -> false, Set.of(Dialect.ECS_INIT), key -> false);

    // Then
    assertSame(source, assigner.assign("K", "v").orElseThrow().lines().source());
    assertSame(source, assigner.unset("B").orElseThrow().lines().source());
  }

  @ParameterizedTest
  @CsvSource({"ECS_INIT, true", "SYSTEMD, false"})
  void counts_a_reader_that_refuses_the_file_only_where_it_is_needed(
      Dialect required, boolean possible) {
    // Given
    EnvFile file = EnvFile.parse(bytes("A=\0.K=old."));

    // When
    Optional<EnvFile> result =
        new EnvAssigner(file, line -> false, Set.of(required), key -> false).assign("K", "v");

    // Then
    assertEquals(possible, result.isPresent());
  }

  @ParameterizedTest
  @CsvSource({"\"v\"", "a\\b", "' v'"})
  void writes_nothing_that_readers_take_differently(String value) {
    // Then
    assertEquals(Optional.empty(), assigner("A=1.", Set.of()).assign("K", value));
  }

  private static EnvAssigner assigner(String text, Set<Integer> untouchable) {
    return new EnvAssigner(
        EnvFile.parse(bytes(text)), untouchable::contains, Set.of(Dialect.ECS_INIT), key -> false);
  }

  /** A full stop stands for a line feed, ~ for CRLF, ^ for a carriage return. */
  private static byte[] bytes(String text) {
    return text.replace(".", "\n")
        .replace("~", "\r\n")
        .replace("^", "\r")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(EnvFile file) {
    byte[] bytes = file.lines().source();
    return new String(bytes, StandardCharsets.UTF_8)
        .replace("\r\n", "~")
        .replace("\n", ".")
        .replace("\r", "^");
  }
}
