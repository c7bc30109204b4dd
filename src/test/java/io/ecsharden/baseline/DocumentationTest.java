package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in the documentation are valid baselines. */
class DocumentationTest {

  private static final Path FILE = Path.of("docs/baseline.md");

  static List<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    String[] parts = Files.readString(FILE).split("```yaml\n", -1);
    for (int i = 1; i < parts.length; i++) {
      examples.add(parts[i].substring(0, parts[i].indexOf("```")));
    }
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_example_is_a_baseline(String example) throws BadBaseline {
    // When
    Baseline baseline = new TestFiles().with("example.yaml", example).load("example.yaml");

    // Then
    assertEquals("example", baseline.name());
  }

  @Test
  void names_every_parameter() throws IOException {
    // Given
    String text = Files.readString(FILE);

    // Then
    for (String id : TestCatalog.CATALOG.ids()) {
      TestCatalog.CATALOG
          .parameters(id)
          .keySet()
          .forEach(name ->
              assertTrue(
                  text.contains("| `" + id + "` | `" + name + "` |"),
                  () -> "docs/baseline.md has no row for parameter " + name + " of " + id));
    }
  }
}
