package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options, exit codes and where things are printed. */
class CliTest {

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(strings = {"--help", "audit --help", "effective -h", "explain --help", "--version"})
  void prints_what_was_asked_for_on_standard_output(String line) {
    // When
    Run run = Run.of(line.split(" "));

    // Then
    assertEquals(ExitCode.COMPLIANT, run.code());
    assertTrue(
        run.out().startsWith(line.endsWith("version") ? "ecs-harden " : "Usage: "), run.out());
    assertEquals("", run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "frobnicate, frobnicate",
    "audit --nope, --nope",
    "audit --format xml, xml",
    "audit --format, --format",
    "effective --baseline default, --baseline",
    "audit --root /no/such/folder, /no/such/folder",
    "audit --root /etc/passwd, not a directory",
    "explain no-such-control, no-such-control",
    "explain a b, b",
    "audti, did you mean `audit`?",
    "audit --rot /host, did you mean `--root`?",
    "fix --only awsvpc-imds-blok, did you mean `awsvpc-imds-block`?",
    "audit --skip task-rol, did you mean `task-role`?",
    "explain awsvpc-imds-blok, did you mean `awsvpc-imds-block`?",
    "audit --min-severity HIHG, did you mean `HIGH`?",
    "audit --fail-on severe, there are CRITICAL",
    "baseline chek, did you mean `check`?",
    "help adit, did you mean `audit`?"
  })
  void refuses_a_wrong_command_line_in_one_line(String line, String message) {
    // When
    Run run = Run.of(line.split(" "));

    // Then
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("", run.out());
    assertOneLine(message, run.err());
  }

  @Test
  void shows_every_mistake_in_a_baseline_and_audits_nothing() throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "A=1\n");
    Run.write(
        root, "b.yaml", "schemaVersion: 1\ncontrols: {nope: {}, task-role: {severity: BAD}}\n");

    // When
    Run run = Run.of("audit", "--root", root.toString(), "--baseline", root + "/b.yaml");

    // Then
    assertEquals(ExitCode.BAD_BASELINE, run.code());
    assertEquals("", run.out());
    assertEquals(3, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("b.yaml:2:12: ") && run.err().contains("2 mistakes"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/no/such/file.yaml", "defualt", "/etc", "\u001B[31m"})
  void cannot_use_a_baseline_that_is_not_there(String name) throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "A=1\n");

    // When
    Run run = Run.of("audit", "--root", root.toString(), "--baseline", name);

    // Then
    assertEquals(ExitCode.BAD_BASELINE, run.code());
    assertEquals("", run.out());
    assertFalse(run.err().contains("\u001B"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--root", "--baseline"})
  void refuses_an_option_without_a_value(String option) throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "A=1\n");
    String[] others = option.equals("--root") ? new String[0] : new String[] {"--root", "" + root};

    // When
    Run run =
        Run.of(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("audit", option, ""),
                    java.util.Arrays.stream(others))
                .toArray(String[]::new));

    // Then
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("", run.out());
    assertOneLine(option + ": its value is empty", run.err());
  }

  @Test
  void shortens_a_name_that_is_too_long_for_a_line() throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "A".repeat(500_000) + "=1\n");

    // Then
    for (String verb : new String[] {"audit", "effective"}) {
      Run run = Run.of(verb, "--root", root.toString());
      int longest = run.out().lines().mapToInt(String::length).max().orElse(0);
      assertTrue(longest < 1000, verb + ": " + longest);
    }
  }

  @Test
  void says_on_which_day_a_waiver_expired() throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "A=1\n");
    Run.write(
        root,
        "b.yaml",
        "schemaVersion: 1\nwaivers:\n  - {control: awsvpc-imds-block, reason: because,"
            + " approvedBy: me, expires: 2026-06-29}\n");

    // When
    Run run = Run.of("audit", "--root", root.toString(), "--baseline", root + "/b.yaml");

    // Then
    assertTrue(run.out().contains("expired    on 2026-06-29 by me: because"), run.out());
  }

  @Test
  void shows_every_exit_code_in_its_help() {
    // When
    String help = Run.of("--help").out();

    // Then
    for (ExitCode code : ExitCode.values()) {
      String meaning = code.meaning();
      int line = help.indexOf(" " + code.code() + "  " + meaning.substring(0, 20));
      assertTrue(line > help.indexOf("Exit codes:"), code + " is not in\n" + help);
    }
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
    List<String> table = help.lines().dropWhile(line -> !line.equals("Exit codes:")).toList();
    assertTrue(table.stream().skip(1).allMatch(line -> line.startsWith("  ")), help);
  }

  @Test
  void exits_with_drift_unless_asked_for_zero() throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "ECS_CLUSTER=c\n");
    String[] audit = {"audit", "--root", root.toString()};
    String[] zero = {"audit", "--exit-zero", "--root", root.toString()};

    // Then
    assertEquals(ExitCode.DRIFT, Run.of(audit).code());
    assertEquals(ExitCode.COMPLIANT, Run.of(zero).code());
    assertEquals(Run.of(audit).out(), Run.of(zero).out());
  }

  @Test
  void exits_with_zero_when_all_is_well() throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=true\n");

    // When
    Run run = Run.of("audit", "--root", root.toString());

    // Then
    assertEquals(ExitCode.COMPLIANT, run.code(), run.out());
    assertEquals("", run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "effective"})
  void has_nothing_to_do_on_a_machine_without_ecs(String verb) {
    // When
    Run run = Run.of(verb, "--root", root.toString());

    // Then
    assertEquals(ExitCode.NOT_A_CONTAINER_INSTANCE, run.code());
    assertEquals("", run.out());
    assertOneLine("nothing to audit: there is no /etc/ecs", run.err());
  }

  @Test
  void has_nothing_to_do_on_bottlerocket() throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "A=1\n");
    Run.write(root, "etc/os-release", "ID=bottlerocket\n");

    // When
    Run run = Run.of("audit", "--root", root.toString());

    // Then
    assertEquals(ExitCode.NOT_A_CONTAINER_INSTANCE, run.code());
    assertOneLine("apiclient", run.err());
  }

  @Test
  void has_nothing_to_do_in_a_task_that_does_not_see_its_host() {
    // Given
    Map<String, String> task = Map.of("ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/x");

    // When
    Run run = Run.in(false, task, "audit");

    // Then
    assertEquals(ExitCode.NOT_A_CONTAINER_INSTANCE, run.code());
    assertOneLine("--root /host", run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "explain", "audit", "effective"})
  void says_in_one_line_that_the_report_cannot_be_printed(String verb) throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "A=1\n");
    boolean looks = verb.equals("audit") || verb.equals("effective");

    // When
    Run run =
        looks ? Run.withFullOutput(verb, "--root", root.toString()) : Run.withFullOutput(verb);

    // Then
    assertEquals(ExitCode.REPORT_NOT_DELIVERED, run.code());
    assertOneLine("No space left on device", run.err());
  }

  @Test
  void explains_every_control_that_it_lists() {
    // Given
    String[] lines = Run.of("explain").out().split("\n");

    // Then
    assertTrue(lines.length > 10);
    for (String line : lines) {
      String id = line.substring(0, line.indexOf(' '));
      Run run = Run.of("explain", id);
      assertEquals(ExitCode.COMPLIANT, run.code());
      assertTrue(run.out().startsWith(id + "  ") && run.out().contains("Why\n"), run.out());
    }
  }

  @Test
  void leaves_what_it_looks_at_alone() throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "A=1");

    // When
    Run.of("audit", "--root", root.toString());

    // Then
    assertEquals("A=1", Files.readString(root.resolve("etc/ecs/ecs.config")));
    try (var files = Files.walk(root)) {
      assertEquals(4, files.count());
    }
  }

  private static void assertOneLine(String part, String text) {
    assertTrue(text.startsWith("ecs-harden: ") && text.endsWith("\n"), text);
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.contains(part), text);
  }
}
