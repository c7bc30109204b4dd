package io.ecsharden.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.machine.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void gives_back_what_it_was_given() throws IOException {
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
  void belongs_to_one_run_at_a_time_and_says_to_which() throws IOException {
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
  void clears_away_what_an_interrupted_run_did_not_finish_writing() throws IOException {
    // Given
    StateDirectory.lock(root, StateSection.REPAIRS, "first").close();
    Path torn = Files.writeString(root.resolve("var/lib/ecs-harden/.journal.json.new"), "{");

    // When
    StateDirectory.lock(root, StateSection.REPAIRS, "second").close();

    // Then
    assertFalse(Files.exists(torn));
  }

  @Test
  void is_not_taken_through_a_link() throws IOException {
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
