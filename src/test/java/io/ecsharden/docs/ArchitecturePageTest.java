package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that leads a newcomer through the code names classes and packages that exist. */
class ArchitecturePageTest {

  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final Path ROOT = Path.of("src/main/java/io/ecsharden");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");

  @Test
  void names_classes_that_exist() throws IOException {
    // Given
    Set<String> classes = names("src/main/java");
    classes.addAll(names("src/test/java"));
    List<String> unknown = new ArrayList<>();

    // When
    for (Markdown.Line line : Markdown.lines(PAGE)) {
      CLASS
          .matcher(line.text())
          .results()
          .map(result -> result.group(1))
          .filter(name -> !classes.contains(name))
          .forEach(name -> unknown.add(name + ", line " + line.number()));
    }

    // Then
    assertEquals(List.of(), unknown, "no such class");
  }

  @Test
  void names_every_package() throws IOException {
    // Given
    String page = Files.readString(PAGE);
    Set<String> missing = new TreeSet<>();

    // When
    try (Stream<Path> packages = Files.list(ROOT)) {
      packages
          .map(path -> path.getFileName().toString())
          .filter(name -> !page.contains("`" + name + "`"))
          .forEach(missing::add);
    }

    // Then
    assertEquals(Set.of(), missing, "add it to the table of packages");
  }

  @Test
  void names_every_package_below_a_package_in_its_row() throws IOException {
    // Given
    List<String> rows = Files.readAllLines(PAGE);
    Set<String> missing = new TreeSet<>();

    // When
    try (Stream<Path> packages = Files.walk(ROOT, 2)) {
      packages
          .filter(Files::isDirectory)
          .map(ROOT::relativize)
          .filter(path -> path.getNameCount() == 2)
          .filter(path ->
              rows.stream()
                  .filter(row -> row.startsWith("| `" + path.getName(0) + "`"))
                  .noneMatch(row -> row.contains("`" + path.getName(1) + "`")))
          .forEach(path -> missing.add(path.toString()));
    }

    // Then
    assertEquals(Set.of(), missing, "add it to its row in the table of packages");
  }

  @Test
  void leads_through_the_code() throws IOException {
    assertTrue(
        CLASS.matcher(Files.readString(PAGE)).results().count() > 50, "the walks name classes");
  }

  private static Set<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
