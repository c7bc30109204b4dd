package io.ecsharden.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void resolve() throws IOException {
    root = folder.toRealPath();
  }

  @Test
  void is_readable_for_its_owner_alone() throws IOException {
    // When
    try (StateDirectory state = StateDirectory.lock(root, StateSection.REPAIRS, "test")) {
      state.write("receipts/a.json", "{}".getBytes(UTF_8));
      state.append("history", "1\n".getBytes(UTF_8));
      state.append("history", "2\n".getBytes(UTF_8));
    }

    // Then
    Path state = root.resolve("var/lib/ecs-harden");
    assertEquals("rwx------", mode(state));
    assertEquals("rwx------", mode(state.resolve("receipts")));
    assertEquals("rw-------", mode(state.resolve("receipts/a.json")));
    assertEquals("rw-------", mode(state.resolve("lock")));
    assertEquals("1\n2\n", Files.readString(state.resolve("history")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-xr-x", "rwxrwx---", "rwx---r--", "r-x------"})
  void takes_the_rights_of_everybody_else_from_a_directory_that_it_finds(String before)
      throws IOException {
    // Given
    Path state = Files.createDirectories(root.resolve("var/lib/ecs-harden"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString(before));

    // When
    StateDirectory.lock(root, StateSection.REPAIRS, "test").close();

    // Then
    assertEquals("rwx------", mode(state));
  }

  @Test
  void refuses_a_directory_of_another_user() throws IOException {
    assumeTrue(Kernel.effectiveUser() == 0, "SKIPPED: only root can give a directory away");

    // Given
    Path state = Files.createDirectories(root.resolve("var/lib/ecs-harden"));
    Files.setAttribute(state, "unix:uid", 4711);

    // When
    MachineException e =
        assertThrows(
            MachineException.class, () -> StateDirectory.lock(root, StateSection.REPAIRS, "test"));

    // Then
    assertEquals(MachineException.Kind.STATE, e.kind());
    assertTrue(e.getMessage().contains("belongs to the user 4711"), e.getMessage());
  }

  @Test
  void reads_what_it_wrote() throws IOException {
    try (StateDirectory state = StateDirectory.lock(root, StateSection.REPAIRS, "test")) {
      // When
      state.write("a", new byte[] {0, 1});
      state.write("receipts/b", new byte[] {2});
      state.write("receipts/b", new byte[] {3});

      // Then
      assertArrayEquals(new byte[] {0, 1}, state.read("a").orElseThrow());
      assertArrayEquals(new byte[] {3}, state.read("receipts/b").orElseThrow());
      assertEquals(List.of("b"), state.names("receipts"));
      assertTrue(state.read("none").isEmpty());
      state.remove("a");
      state.remove("a");
      assertTrue(state.read("a").isEmpty());
    }
  }

  @Test
  void is_locked_by_one_run_at_a_time_and_names_it() throws IOException {
    // Given
    StateDirectory first =
        StateDirectory.lock(root, StateSection.REPAIRS, "fix, process 42, since noon");

    // When
    MachineException e =
        assertThrows(
            MachineException.class,
            () -> StateDirectory.lock(root, StateSection.REPAIRS, "second"));
    first.close();

    // Then
    assertEquals(MachineException.Kind.LOCKED, e.kind());
    assertTrue(e.getMessage().contains("fix, process 42, since noon"), e.getMessage());
    StateDirectory.lock(root, StateSection.REPAIRS, "third").close();
  }

  @Test
  void removes_what_an_interrupted_run_left_half_written() throws IOException {
    // Given
    StateDirectory.lock(root, StateSection.REPAIRS, "first").close();
    Path torn = Files.writeString(root.resolve("var/lib/ecs-harden/.journal.json.new"), "{");

    // When
    StateDirectory.lock(root, StateSection.REPAIRS, "second").close();

    // Then
    assertFalse(Files.exists(torn));
  }

  @Test
  void is_not_locked_through_a_link() throws IOException {
    // Given
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.createDirectories(root.resolve("var/lib"));
    Files.createSymbolicLink(root.resolve("var/lib/ecs-harden"), elsewhere);

    // Then
    assertThrows(
        MachineException.class, () -> StateDirectory.lock(root, StateSection.REPAIRS, "test"));
    try (var files = Files.list(elsewhere)) {
      assertEquals(0, files.count());
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
