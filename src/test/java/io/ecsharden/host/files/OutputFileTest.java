package io.ecsharden.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is there as a whole, or as it was. */
class OutputFileTest {

  private static final byte[] REPORT = "report\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void is_made_and_leaves_nothing_beside_it() throws IOException {
    // When
    OutputFile.check(path("report.json"), false).write(REPORT);

    // Then
    assertEquals("report\n", Files.readString(folder.resolve("report.json")));
    assertEquals(List.of("report.json"), names());
  }

  @Test
  void is_for_its_owner_alone_when_it_may_hold_secrets() throws IOException {
    // When
    OutputFile.check(path("report.json"), true).write(REPORT);

    // Then
    assertEquals("rw-------", mode("report.json"));
  }

  @Test
  void keeps_the_mode_of_the_file_that_it_replaces() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("report.json"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

    // When
    OutputFile.check(path("report.json"), true).write(REPORT);

    // Then
    assertEquals("rw-rw-r--", mode("report.json"));
    assertEquals("report\n", Files.readString(file));
  }

  @Test
  void replaces_what_a_killed_run_with_this_number_left() throws IOException {
    // Given
    Files.writeString(folder.resolve(".ecs-harden-" + Kernel.process() + ".new"), "half");

    // When
    OutputFile.check(path("report.json"), false).write(REPORT);

    // Then
    assertEquals(List.of("report.json"), names());
  }

  @Test
  void refuses_whatever_is_not_a_file() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.createSymbolicLink(folder.resolve("link"), file);
    Files.createDirectory(folder.resolve("directory"));

    // Then
    assertRefused("link", "symbolic link");
    assertRefused("directory", "directory");
    assertRefused("new/", "directory");
    assertRefused("no-such-directory/report", "no such file");
    assertRefused("file/report", "not a directory");
    assertRefused("a\0b", "not a path");
    MachineException device =
        assertThrows(MachineException.class, () -> OutputFile.check("/dev/null", false));
    assertTrue(device.getMessage().contains("not a regular file"), device.getMessage());
    assertEquals("old", Files.readString(file));
  }

  @Test
  void stays_as_it_was_when_a_link_takes_its_place_in_between() throws IOException {
    // Given
    Path other = Files.writeString(folder.resolve("other"), "old");
    OutputFile file = OutputFile.check(path("report.json"), false);
    Files.createSymbolicLink(folder.resolve("report.json"), other);

    // Then
    assertThrows(MachineException.class, () -> file.write(REPORT));
    assertEquals("old", Files.readString(other));
    assertFalse(names().stream().anyMatch(name -> name.endsWith(".new")), names().toString());
  }

  private void assertRefused(String name, String why) {
    MachineException e =
        assertThrows(MachineException.class, () -> OutputFile.check(path(name), false));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  private String path(String name) {
    return folder + "/" + name;
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
