package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code X.yaml} in the folder has exactly the mistakes in {@code X.problems}. */
class BadFilesTest {

  static final Path FOLDER = Path.of("src/test/resources/baseline/bad");

  static List<String> names() throws IOException {
    try (var paths = Files.list(FOLDER)) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void reports_every_mistake_of_a_bad_file(String name) throws IOException {
    // Given
    TestFiles files = TestFiles.below(FOLDER);
    String expected = Files.readString(FOLDER.resolve(name + ".problems"));

    // When
    BadBaseline bad = assertThrows(BadBaseline.class, () -> files.load(name + ".yaml"));

    // Then
    assertEquals(expected, bad.getMessage() + "\n");
  }
}
