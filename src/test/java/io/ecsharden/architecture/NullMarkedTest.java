package io.ecsharden.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** NullAway checks a package only where its {@code package-info.java} says {@code @NullMarked}. */
class NullMarkedTest {

  private static final Path SOURCES = Path.of("src/main/java");

  @Test
  void every_package_is_checked_for_null() throws IOException {
    // Given
    List<String> unmarked = new ArrayList<>();

    // When
    for (Path folder : packages()) {
      Path info = folder.resolve("package-info.java");
      if (!Files.exists(info) || !Files.readString(info).contains("\n@NullMarked\npackage ")) {
        unmarked.add(folder + ": add a package-info.java with @NullMarked (org.jspecify)");
      }
    }

    // Then
    assertEquals(List.of(), unmarked);
  }

  private static Set<Path> packages() throws IOException {
    Set<Path> packages = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .forEach(packages::add);
    }
    return packages;
  }
}
