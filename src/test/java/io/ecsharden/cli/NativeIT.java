package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The executable as it is shipped. */
class NativeIT {

  private static final String SAMPLE = "ecs-config/sample-instance";

  @TempDir private Path folder;
  private Path root;
  private Native program;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    program = new Native(folder);
  }

  @Test
  void audits_the_sample_as_the_tests_in_the_jvm_do() throws IOException, InterruptedException {
    // When
    Native.Result json = program.run("audit", "--format", "json", "--root", SAMPLE);
    Native.Result text = program.run("audit", "--root", SAMPLE);

    // Then
    assertEquals(new Native.Result(10, Run.of("audit", "--root", SAMPLE).out(), ""), text);
    assertEquals(10, json.code());
    assertEquals(
        Run.of("audit", "--format", "json", "--root", SAMPLE).json().get("findings"),
        new ObjectMapper().readTree(json.out()).get("findings"));
  }

  @Test
  void shows_what_is_effective_as_the_tests_in_the_jvm_do()
      throws IOException, InterruptedException {
    // Given
    String[] arguments = {
      "effective",
      "--format",
      "json",
      "--root",
      SAMPLE,
      "--url",
      "https://ecs.us-east-1.amazonaws.com"
    };

    // When
    Native.Result result = program.run(arguments);

    // Then
    assertEquals(0, result.code());
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertEquals(Run.of(arguments).json(), json);
    assertFalse(json.at("/agent/ECS_AWSVPC_BLOCK_IMDS/value").booleanValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "audit --help", "--version", "explain", "explain task-role"})
  void prints_what_was_asked_for(String line) throws IOException, InterruptedException {
    // When
    Native.Result result = program.run(line.split(" "));

    // Then
    assertEquals(new Native.Result(0, Run.of(line.split(" ")).out(), ""), result);
  }

  @Test
  void exits_with_the_code_for_what_is_wrong() throws IOException, InterruptedException {
    // Given
    Run.write(root, "bad.yaml", "schemaVersion: 1\ncontrols: {nope: {}}\n");

    // Then
    assertEquals(2, program.run("frobnicate").code());
    assertEquals(3, program.run("audit", "--root", root.toString()).code());
    assertEquals(78, program.run("audit", "--baseline", root + "/bad.yaml").code());
    assertEquals("", program.run("audit", "--baseline", root + "/bad.yaml").out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etc/ecs/ecs.config",
        "var/lib/ecs/ecs.config",
        "etc/ecs/ecs.config.json",
        "etc/os-release",
        "etc/systemd/system/ecs.service",
        "etc/systemd/system/ecs.service.d/a.conf"
      })
  void never_waits_for_a_fifo(String path) throws IOException, InterruptedException {
    // Given
    Run.write(root, "etc/ecs/other", "");
    Files.createDirectories(root.resolve(path).getParent());
    assertEquals(0, program.shell("mkfifo \"$1\"", root.resolve(path).toString()).code());

    // When
    Native.Result result = program.run("audit", "--root", root.toString());

    // Then
    assertTrue(List.of(0, 10).contains(result.code()), result.toString());
  }

  @Test
  void never_waits_for_a_fifo_as_a_baseline() throws IOException, InterruptedException {
    // Given
    String fifo = folder.resolve("b.yaml").toString();
    assertEquals(0, program.shell("mkfifo \"$1\"", fifo).code());

    // Then
    assertEquals(78, program.run("audit", "--baseline", fifo, "--root", SAMPLE).code());
  }

  @Test
  void says_that_it_has_no_permission_and_passes_nothing()
      throws IOException, InterruptedException {
    assumeTrue(
        Native.has("setpriv") && Files.getAttribute(folder, "unix:uid").equals(0),
        "SKIPPED: needs root and setpriv, to run as another user");

    // Given
    Run.write(root, "etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=true\n");
    Files.setPosixFilePermissions(
        root.resolve("etc/ecs/ecs.config"), PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path copy = Files.copy(Native.executable(), folder.resolve("program"));
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));

    // When
    String nobody = "exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$1\" ";
    Native.Result result =
        program.shell(nobody + "audit --root \"$2\"", copy.toString(), root.toString());
    Native.Result report =
        program.shell(nobody + "report --dry-run --root \"$2\"", copy.toString(), root.toString());

    // Then
    assertEquals(77, result.code(), result.toString());
    assertTrue(result.err().contains("/etc/ecs/ecs.config: permission denied"), result.err());
    assertTrue(
        result.out().lines().noneMatch(l -> l.startsWith("PASS") && l.contains("imds-block")));
    assertEquals(77, report.code(), report.toString());
    assertTrue(report.err().contains("/etc/ecs/ecs.config: permission denied"), report.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec \"$0\" audit --root \"$1\" >/dev/full",
        "exec \"$0\" audit --root \"$1\" >&-"
      })
  void says_in_one_line_that_nobody_takes_the_report(String line)
      throws IOException, InterruptedException {
    // When
    Native.Result result = program.shell(line, Path.of(SAMPLE).toAbsolutePath().toString());

    // Then
    assertEquals(74, result.code(), result.toString());
    assertEquals(1, result.err().lines().count(), result.err());
  }
}
