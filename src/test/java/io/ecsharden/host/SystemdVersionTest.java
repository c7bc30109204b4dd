package io.ecsharden.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.host.files.HostRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The version of an instance whose files are all that there is. */
class SystemdVersionTest {

  private static final String COMMENT = "# note \\\nA=1\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "usr/lib/systemd/libsystemd-shared-252.23-3.amzn2023.so, 252",
    "usr/lib/x86_64-linux-gnu/systemd/libsystemd-shared-257.so, 257",
    "lib/systemd/libsystemd-shared-247.so, 247",
  })
  void is_in_the_name_of_its_library(String library, int version) throws IOException {
    // Given
    write("etc/ecs/ecs.config", COMMENT);
    write(library, "");

    // Then
    assertEquals(Optional.of(version), inspected());
  }

  @Test
  void is_not_known_without_a_library_or_with_two() throws IOException {
    // Given
    write("etc/ecs/ecs.config", COMMENT);

    // Then
    assertEquals(Optional.empty(), inspected());

    // Given
    write("usr/lib/systemd/libsystemd-shared-252.so", "");
    write("usr/lib/systemd/libsystemd-shared-255.so", "");
    write("usr/lib/systemd/libsystemd-shared-x.so", "");

    // Then
    assertEquals(Optional.empty(), inspected());
  }

  @Test
  void is_looked_for_where_it_matters_alone() throws IOException {
    // Given
    write("etc/ecs/ecs.config", "A=1\n");
    write("usr/lib/systemd/libsystemd-shared-252.so", "");

    // Then
    assertEquals(Optional.empty(), inspected());
  }

  private Optional<Integer> inspected() {
    return new HostInspector(new HostRoot(folder)).inspect(Map.of()).systemd();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
