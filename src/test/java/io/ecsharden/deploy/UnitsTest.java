package io.ecsharden.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units, as systemd itself reads them where it is there. */
class UnitsTest {

  private static final Path UNITS = Path.of("ecs-config/units");
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  @TempDir private Path folder;

  @Test
  void systemd_finds_no_mistake_in_them() throws Exception {
    // Given: the program is where it is not installed, too
    List<String> command =
        Stream.concat(Stream.of("verify", "--man=no"), copies().stream()).toList();

    // Then
    Output output = analyze(command);
    assertEquals("", output.text());
    assertEquals(0, output.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs-harden.service", "ecs-harden-audit.service"})
  void is_shut_in_as_far_as_its_work_allows(String unit) throws Exception {
    Output output =
        analyze(
            List.of(
                "security",
                "--offline=true",
                "--threshold=25",
                "--no-pager",
                UNITS.resolve(unit).toString()));

    assertEquals(0, output.code(), output.text());
    assertTrue(output.text().contains("Overall exposure level for " + unit), output.text());
  }

  @Test
  void does_not_fail_when_an_audit_finds_something() throws IOException {
    String unit = Files.readString(UNITS.resolve("ecs-harden-audit.service"));

    assertTrue(unit.contains("\nSuccessExitStatus=10 11\n"), unit);
  }

  @Test
  void does_not_report_a_whole_fleet_at_once() throws IOException {
    String timer = Files.readString(UNITS.resolve("ecs-harden-audit.timer"));

    assertTrue(timer.contains("\nRandomizedDelaySec=30min\n"), timer);
  }

  /** With a program that is everywhere, since `verify` looks for it. */
  private List<String> copies() throws IOException {
    try (Stream<Path> units = Files.list(UNITS)) {
      return units.map(this::copy).toList();
    }
  }

  private String copy(Path unit) {
    Path copy = folder.resolve(unit.getFileName());
    try {
      String text = Files.readString(unit).replace("/usr/bin/ecs-harden", "/bin/true");
      return Files.writeString(copy, text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Output(int code, String text) {}

  private static Output analyze(List<String> arguments) throws Exception {
    assumeTrue(Files.isExecutable(ANALYZE), "there is no systemd-analyze here");
    List<String> command =
        Stream.concat(Stream.of(ANALYZE.toString()), arguments.stream()).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Output(process.exitValue(), text);
  }
}
