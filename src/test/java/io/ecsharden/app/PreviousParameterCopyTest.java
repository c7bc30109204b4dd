package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A parameter's last good copy, in the format of the build of 2026-11-30 or before, whose
 * executable reads this file: time and digest in the first line, then the value.
 */
class PreviousParameterCopyTest {

  private static final Path STORED = Path.of("src/test/resources/previous/baselines");

  /** Fails before anything is sent. */
  private static final Map<String, String> NO_ENDPOINT =
      Map.of(
          "AWS_ENDPOINT_URL_SSM", "nowhere",
          "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
          "AWS_SECRET_ACCESS_KEY", "example");

  @TempDir private Path root;

  @Test
  void stands_in_for_a_parameter_that_cannot_be_reached() throws IOException {
    // Given
    Path state = root.toRealPath().resolve("var/lib/ecs-harden");
    Files.createDirectories(state.resolve("baselines"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
    try (var files = Files.list(STORED)) {
      for (Path file : files.toList()) {
        Files.copy(file, state.resolve("baselines").resolve(file.getFileName()));
      }
    }
    Run.write(root, "etc/ecs/ecs.config", "ECS_CLUSTER=a\n");

    // When
    Run run =
        Run.in(
            false,
            NO_ENDPOINT,
            "audit",
            "--root",
            root.toRealPath().toString(),
            "--baseline",
            "ssm:/ecs-harden/baseline:7",
            "--region",
            "eu-central-1");

    // Then
    assertTrue(run.out().contains("fleet (ssm:/ecs-harden/baseline:7)"), run.toString());
    assertTrue(run.err().contains("2026-06-30T06:00:00Z (6 h old)"), run.toString());
  }
}
