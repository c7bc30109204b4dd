package io.ecsharden.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory below which an instance is. */
class RootDirectoryTest {

  @TempDir private Path folder;

  @Test
  void resolves_its_links() throws IOException {
    // Given
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.toRealPath());

    // Then
    assertEquals(new RootDirectory.Found(folder.toRealPath()), RootDirectory.find(link.toString()));
  }

  @Test
  void refuses_what_is_not_a_directory() throws IOException {
    // Given
    Path file = Files.createFile(folder.resolve("file"));

    // Then
    assertWrong(file.toString(), ": this is not a directory");
    assertWrong(folder + "/none", ": no such directory, or no permission to look");
    assertWrong("a\0b", ": this is not a path");
  }

  private static void assertWrong(String text, String why) {
    String said = assertInstanceOf(RootDirectory.Wrong.class, RootDirectory.find(text)).why();
    assertTrue(said.equals(text + why), said);
  }
}
