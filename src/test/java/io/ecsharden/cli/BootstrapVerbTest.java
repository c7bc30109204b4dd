package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bootstrap} on a tree of files: what a first boot has before anything runs. */
class BootstrapVerbTest {

  private static final String DRIFT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=\"true\"\n";
  private static final String RIGHT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=true\n";

  @TempDir private Path folder;
  private String root;
  private Path config;

  @BeforeEach
  void boot() throws IOException {
    root = folder.toRealPath().toString();
    Run.write(folder, "etc/os-release", "ID=amzn\nVERSION_ID=\"2023\"\n");
    Run.write(folder, "etc/ecs/ecs.config", DRIFT);
    config = folder.resolve("etc/ecs/ecs.config");
  }

  @Test
  void repairs_once_and_changes_nothing_when_it_runs_twice() throws IOException {
    // When
    Run first = bootstrap();
    FileTime written = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(config, written);
    Run second = bootstrap();

    // Then
    assertEquals(ExitCode.COMPLIANT, first.code(), first.toString());
    assertEquals(RIGHT, Files.readString(config));
    assertTrue(first.out().contains("/etc/ecs/ecs.config"), first.out());
    assertEquals(ExitCode.COMPLIANT, second.code(), second.toString());
    assertTrue(second.out().endsWith("Nothing was changed.\n"), second.out());
    assertEquals(written, Files.getLastModifiedTime(config));
  }

  @ParameterizedTest
  @CsvSource({
    "BAD_BASELINE, --baseline /nowhere.yaml",
    "USAGE, --baselin default",
    "USAGE, --only no-such-control",
    "USAGE, --report nobody",
    "USAGE, --format sarif",
    "USAGE, one-too-many",
    "NOT_A_CONTAINER_INSTANCE, --root /proc/self/task",
  })
  void never_fails_a_boot_unless_it_is_strict(ExitCode strict, String options) {
    // Given
    boolean elsewhere = options.startsWith("--root");
    String[] words = ("bootstrap " + options + (elsewhere ? "" : " --root " + root)).split(" ");
    String[] more = String.join(" ", words).concat(" --strict").split(" ");

    // When
    Run lenient = Run.of(words);
    Run failed = Run.of(more);

    // Then
    assertEquals(ExitCode.COMPLIANT, lenient.code(), lenient.toString());
    assertTrue(lenient.err().startsWith("ecs-harden: "), lenient.err());
    assertEquals(strict, failed.code(), failed.toString());
    assertEquals(lenient.err(), failed.err());
  }

  @Test
  void goes_on_where_standard_output_is_full() throws IOException {
    // When
    Run run = Run.withFullOutput("bootstrap", "--root", root);

    // Then
    assertEquals(ExitCode.COMPLIANT, run.code());
    assertEquals(RIGHT, Files.readString(config));
  }

  @Test
  void leaves_what_it_cannot_repair_and_says_so() throws IOException {
    // Given
    Files.writeString(config, "export ECS_CLUSTER=prod\n");
    Run.write(folder, "var/lib/ecs/data/agent.db", "joined");

    // When
    Run lenient = bootstrap("--only", "config-hygiene");
    Run strict = bootstrap("--only", "config-hygiene", "--strict");

    // Then
    assertEquals(ExitCode.COMPLIANT, lenient.code(), lenient.toString());
    assertTrue(lenient.out().contains("by hand"), lenient.out());
    assertEquals(ExitCode.DRIFT, strict.code(), strict.toString());
  }

  @Test
  void keeps_a_report_for_later_where_nobody_answers() throws IOException {
    // Given: credentials and a region, and a port where nobody listens
    Map<String, String> environment =
        Map.of(
            "AWS_ACCESS_KEY_ID", "EXAMPLE-ACCESS-KEY",
            "AWS_SECRET_ACCESS_KEY", "EXAMPLE-SECRET",
            "AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:1");

    // When
    Run run =
        Run.in(
            false,
            environment,
            "bootstrap",
            "--report",
            "ssm",
            "--report-timeout",
            "2s",
            "--region",
            "us-east-1",
            "--instance-id",
            "i-0123456789abcdef0",
            "--root",
            root);

    // Then
    assertEquals(ExitCode.COMPLIANT, run.code(), run.toString());
    assertTrue(run.err().contains("report: "), run.err());
    assertTrue(run.err().contains("kept for the next run"), run.err());
    assertEquals(RIGHT, Files.readString(config));
    assertFalse(run.out().isEmpty());
  }

  private Run bootstrap(String... options) {
    return Run.of(
        (String.join(" ", options).isEmpty()
                ? "bootstrap --root " + root
                : "bootstrap --root " + root + " " + String.join(" ", options))
            .split(" "));
  }
}
