package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way back, before it is gone: what it would do, and which run is meant. */
class RollbackVerbTest {

  private static final String DRIFT = "ECS_AWSVPC_BLOCK_IMDS=no\nECS_ENGINE_AUTH_DATA=PLANTED\n";

  @TempDir private Path folder;

  private Path config;
  private String root;

  @BeforeEach
  void repair() throws IOException {
    root = folder.toString();
    config = folder.resolve("etc/ecs/ecs.config");
    Run.write(folder, "etc/ecs/ecs.config", DRIFT);
    Run.of("fix", "--root", root, "--only", "awsvpc-imds-block,config-hygiene");
    assertTrue(Files.readString(config).contains("ECS_AWSVPC_BLOCK_IMDS=true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "last", "20260630T12", "20260630T120000.000Z"})
  void shows_what_it_would_put_back_and_changes_nothing(String receipt) throws IOException {
    // Given
    String fixed = Files.readString(config);
    List<String> state = state();

    // When
    Run run =
        receipt.isEmpty()
            ? Run.of("rollback", "--dry-run", "--root", root)
            : Run.of("rollback", "--dry-run", receipt, "--root", root);

    // Then
    assertEquals(ExitCode.COMPLIANT, run.code(), run.toString());
    assertTrue(
        run.out().contains("\n-ECS_AWSVPC_BLOCK_IMDS=true\n+ECS_AWSVPC_BLOCK_IMDS=no\n"),
        run.out());
    assertFalse(run.out().contains("PLANTED"), run.out());
    String again = receipt.isEmpty() ? "rollback" : "rollback " + receipt;
    assertTrue(
        run.out()
            .endsWith(
                "Nothing was changed. `ecs-harden " + again + " --root " + root + "` does it.\n"),
        run.out());
    assertEquals(fixed, Files.readString(config));
    assertEquals(state, state());
  }

  @Test
  void the_plan_does_what_it_shows() throws IOException {
    Run.of("rollback", "last", "--root", root);

    assertEquals(DRIFT, Files.readString(config));
    Run again = Run.of("rollback", "--dry-run", "--root", root);
    assertEquals(ExitCode.USAGE, again.code());
    assertTrue(
        again.err().contains("nothing to put back; `ecs-harden history --root " + root + "`"));
  }

  @Test
  void refuses_the_beginning_of_several_receipts() throws IOException {
    Run.of("rollback", "--root", root);

    Run run = Run.of("rollback", "2026", "--root", root);

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("2 receipts begin with 2026"), run.err());
  }

  @Test
  void shows_a_receipt_as_text_and_json() {
    Run text = Run.of("history", "2026", "--root", root);
    JsonNode json = Run.of("history", "last", "--format", "json", "--root", root).json();

    assertEquals(ExitCode.COMPLIANT, text.code(), text.err());
    assertTrue(
        text.out()
            .startsWith("receipt    20260630T120000.000Z\nrun        fix, 2026-06-30T12:00:00Z"),
        text.out());
    assertTrue(text.out().contains("\nmodified   /etc/ecs/ecs.config\n"), text.out());
    assertTrue(text.out().contains("           awsvpc-imds-block: "), text.out());
    assertTrue(
        text.out()
            .endsWith(
                "`ecs-harden rollback --dry-run 20260630T120000.000Z --root "
                    + root
                    + "` shows how to put it back.\n"),
        text.out());
    assertEquals("20260630T120000.000Z", json.get("id").textValue());
  }

  @Test
  void colours_the_diff_on_a_terminal_alone() {
    Map<String, String> xterm = Map.of("TERM", "xterm");

    Run terminal = Run.in(true, xterm, "rollback", "--dry-run", "--root", root);
    Run pipe = Run.in(false, xterm, "rollback", "--dry-run", "--root", root);

    assertTrue(
        terminal.out().contains("\n\u001B[31m-ECS_AWSVPC_BLOCK_IMDS=true\u001B[0m\n"),
        terminal.out());
    assertTrue(
        terminal.out().contains("\n\u001B[32m+ECS_AWSVPC_BLOCK_IMDS=no\u001B[0m\n"),
        terminal.out());
    assertFalse(pipe.out().contains("\u001B"), pipe.out());
  }

  private List<String> state() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("var/lib/ecs-harden"))) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
