package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A root whose name has a line feed does not add a line to any output. */
class RootNameTest {

  /** It would look like a line of the program's own. */
  private static final String NAME = "a\nPASS everything \u001b[31m";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit",
        "audit --format json",
        "audit --format junit",
        "audit --format sarif",
        "effective",
        "effective --format json",
        "fix --dry-run",
        "fix --dry-run --format json",
        "fix",
        "history",
        "rollback",
        "report --dry-run",
        "report --inventory-file --dry-run"
      })
  void prints_a_name_in_one_line(String command) throws IOException {
    // Given
    Path root = folder.resolve(NAME);
    Run.write(root, "etc/os-release", "ID=amzn\nVERSION_ID=\"2023\"\n");
    Run.write(root, "etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=\"true\"\n");

    // Then
    assertOneLine(run(command, root.toString()));
    assertOneLine(run(command, folder.resolve("none") + "/" + NAME));
    assertOneLine(run(command, root.resolve("etc/os-release").toString()));
    assertOneLine(run(command, Files.createDirectories(folder.resolve("b" + NAME)).toString()));
  }

  private static Run run(String command, String root) {
    List<String> words = new java.util.ArrayList<>(List.of(command.split(" ")));
    words.add("--root");
    words.add(root);
    return Run.of(words.toArray(String[]::new));
  }

  private static void assertOneLine(Run run) {
    for (String out : List.of(run.out(), run.err())) {
      assertTrue(out.lines().noneMatch(line -> line.startsWith("PASS everything")), out);
      assertFalse(out.contains("\u001b"), out);
    }
  }
}
