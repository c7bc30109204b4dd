package io.ecsharden.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The golden folder holds nothing that no test reads, and its page explains every extension. */
class GoldenFolderTest {

  @Test
  void has_no_file_that_no_test_reads() throws IOException {
    assertEquals(List.of(), files().filter(file -> !known().contains(extension(file))).toList());
  }

  @Test
  void has_a_page_that_explains_each_extension() throws IOException {
    // Given
    String page = Files.readString(GoldenHosts.FOLDER.resolve("README.md"));

    // When
    List<String> missing =
        known().stream().filter(extension -> !page.contains("`." + extension + "`")).toList();

    // Then
    assertEquals(List.of(), missing);
  }

  @Test
  void keeps_each_golden_in_a_folder_by_its_subject() throws IOException {
    assertEquals(
        List.of(), GoldenHosts.names().stream().filter(name -> name.indexOf('/') < 0).toList());
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(GoldenHosts.INSTANCE);
    known.addAll(GoldenPlanTest.FIXED.values());
    known.addAll(List.of("findings", "plan"));
    return known;
  }

  private static Stream<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(GoldenHosts.FOLDER)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(file -> !Set.of("README.md", ".gitattributes").contains(name(file)))
          .toList()
          .stream();
    }
  }

  private static String extension(Path file) {
    return name(file).substring(name(file).indexOf('.') + 1);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
