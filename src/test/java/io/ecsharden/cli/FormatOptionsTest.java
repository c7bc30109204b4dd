package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --format} and {@code --output}. */
class FormatOptionsTest {

  @TempDir private Path folder;
  private String root;
  private Path output;

  @BeforeEach
  void writeConfig() throws IOException {
    root = folder.resolve("root").toString();
    output = folder.resolve("report");
    Run.write(folder, "root/etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=false\n");
  }

  @ParameterizedTest
  @CsvSource({
    "text, 'host      '",
    "json, '{\n  \"schemaVersion\": 1'",
    "junit, '<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite '",
    "sarif, '{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/'"
  })
  void writes_an_audit_in_each_format(String format, String begin) {
    // When
    Run run = Run.of("audit", "--root", root, "--format", format);

    // Then
    assertEquals(ExitCode.DRIFT, run.code());
    assertTrue(run.out().startsWith(begin), run.out());
    assertEquals("", run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"effective", "fix", "rollback", "history"})
  void says_which_formats_a_verb_has(String verb) {
    // When
    Run run = Run.of(verb, "--root", root, "--format", "sarif");

    // Then
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("ecs-harden: --format sarif: `" + verb + "` has `text` and `json`\n", run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"audit", "effective", "fix --dry-run", "fix", "history", "report --dry-run"})
  void writes_to_a_file_what_it_would_print_and_exits_the_same_way(String line) throws IOException {
    // Given
    Run printed = Run.of((line + " --root " + root).split(" "));
    Run.write(folder, "root/etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=false\n");

    // When
    Run written = Run.of((line + " --root " + root + " --output " + output).split(" "));

    // Then
    assertEquals("", written.out());
    assertEquals(printed.code(), written.code());
    assertEquals(withoutTimes(printed.out()), withoutTimes(Files.readString(output)));
  }

  /** Receipts of two runs have two ids. */
  private static String withoutTimes(String text) {
    return text.replaceAll("\\d{8}T\\d{6}\\.\\d{3}Z(-\\d\\d)?", "ID").lines().limit(4).toList()
        + "";
  }

  @Test
  void changes_nothing_when_the_report_cannot_go_there() throws IOException {
    // When
    Run run = Run.of("fix", "--root", root, "--output", folder.toString());

    // Then
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals(
        "ecs-harden: --output " + folder + ": this is a directory; write a file's name\n",
        run.err());
    assertEquals(
        "ECS_AWSVPC_BLOCK_IMDS=false\n",
        Files.readString(folder.resolve("root/etc/ecs/ecs.config")));
  }

  @Test
  void writes_no_file_where_a_report_only_goes_to_systems_manager() {
    // When
    Run run = Run.of("report", "--root", root, "--output", output.toString());

    // Then
    assertEquals(ExitCode.USAGE, run.code());
    assertFalse(Files.exists(output));
  }

  @Test
  void writes_secrets_to_a_file_for_its_owner_alone() throws IOException {
    // When
    Run.of("audit", "--root", root, "--reveal-secrets", "--output", output.toString());

    // Then
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(output)));
  }
}
