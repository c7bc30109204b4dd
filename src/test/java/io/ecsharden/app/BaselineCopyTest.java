package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The copy of a baseline for when Parameter Store cannot be reached. */
class BaselineCopyTest {

  private static final Instant FETCHED = Instant.parse("2026-06-30T12:00:00Z");
  private static final byte[] BYTES = "schemaVersion: 1\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void is_found_by_the_name_of_its_parameter() throws IOException {
    // Given
    Path root = folder.toRealPath();
    Files.createDirectories(root.resolve("var/lib"));
    new BaselineCopy(FETCHED, BYTES).keep(root, "ssm:/a");

    // When
    BaselineCopy copy = BaselineCopy.find(root, "ssm:/a").orElseThrow();

    // Then
    assertEquals(FETCHED, copy.fetched());
    assertArrayEquals(BYTES, copy.bytes());
    assertEquals(Optional.empty(), BaselineCopy.find(root, "ssm:/b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "torn", "2026-06-30T12:00:00Z 00\nschemaVersion: 1\n"})
  void is_not_used_when_it_is_damaged(String damaged) throws IOException {
    // Given
    Path root = folder.toRealPath();
    Files.createDirectories(root.resolve("var/lib"));
    new BaselineCopy(FETCHED, BYTES).keep(root, "ssm:/a");
    try (Stream<Path> files = Files.list(root.resolve("var/lib/ecs-harden/baselines"))) {
      Files.writeString(files.findFirst().orElseThrow(), damaged);
    }

    // Then
    assertEquals(Optional.empty(), BaselineCopy.find(root, "ssm:/a"));
  }
}
