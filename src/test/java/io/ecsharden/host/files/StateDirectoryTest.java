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
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
  @ValueSource(strings = {"rwxr-xr-x", "rwx---r--", "r-x------"})
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

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/receipts", "/previous", "/journal.json", "/lock", "/receipts/a.json"})
  void refuses_what_others_can_write_and_leaves_it(String name) throws IOException {
    for (String mode : List.of("rwxrwxrwx", "rwxrwx---", "rwx----w-")) {
      // Given
      Path path = makeState().resolve("." + name).normalize();
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));

      // When
      MachineException e = refused();

      // Then
      assertEquals(MachineException.Kind.STATE, e.kind());
      assertTrue(e.getMessage().contains("can be written by others"), e.getMessage());
      assertTrue(e.getMessage().contains("run chmod -R go-w on it"), e.getMessage());
      assertEquals(mode, mode(path));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "history.jsonl", "journal.json", "receipts/a.json", "previous/b"})
  void refuses_another_name_of_another_file_and_leaves_it(String name) throws IOException {
    // Given
    Path other = Files.writeString(root.resolve("other"), "precious\n");
    Path path = makeState().resolve(name);
    Files.deleteIfExists(path);
    Files.createLink(path, other);

    // When
    MachineException e = refused();

    // Then
    assertEquals(MachineException.Kind.STATE, e.kind());
    assertTrue(e.getMessage().contains(name + " has 2 names"), e.getMessage());
    assertEquals("precious\n", Files.readString(other));
  }

  @Test
  void writes_beside_nothing_that_has_another_name() throws IOException {
    // Given
    Path other = Files.writeString(root.resolve("other"), "precious\n");
    Path state = makeState();

    // When
    try (StateDirectory opened = StateDirectory.lock(root, StateSection.REPAIRS, "test")) {
      Files.createLink(state.resolve(".journal.json.new"), other);
      opened.write("journal.json", "{}".getBytes(UTF_8));
      Files.createLink(state.resolve("history.jsonl"), other);
      assertThrows(MachineException.class, () -> opened.append("history.jsonl", new byte[] {1}));
    }

    // Then
    assertEquals("precious\n", Files.readString(other));
    assertEquals("{}", Files.readString(state.resolve("journal.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "history.jsonl", "journal.json", "receipts/a.json"})
  @Timeout(10)
  void refuses_a_fifo_and_does_not_wait_for_it(String name)
      throws IOException, InterruptedException {
    // Given
    Path path = makeState().resolve(name);
    Files.deleteIfExists(path);
    assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());

    // When
    MachineException e = refused();

    // Then
    assertEquals(MachineException.Kind.STATE, e.kind());
    assertTrue(e.getMessage().contains(name + " is not a regular file"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spool.lock", "sending.lock"})
  @Timeout(10)
  void reports_under_no_lock_that_is_another_file(String name)
      throws IOException, InterruptedException {
    // Given
    Path other = Files.writeString(root.resolve("other"), "precious\n");
    Path path = makeState().resolve(name);
    SharedReports reports = new SharedReports(root, "test", () -> true);

    // Then
    Files.createLink(path, other);
    assertEquals(MachineException.Kind.STATE, refused(name, reports).kind());
    assertEquals("precious\n", Files.readString(other));

    // And
    Files.delete(path);
    assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
    assertEquals(MachineException.Kind.STATE, refused(name, reports).kind());
  }

  private static MachineException refused(String name, SharedReports reports) {
    return assertThrows(
        MachineException.class,
        () -> {
          if (name.equals("spool.lock")) {
            reports.open();
          } else {
            reports.turn();
          }
        });
  }

  @Test
  void is_not_read_either_while_others_can_write_it() throws IOException {
    // Given
    Files.setPosixFilePermissions(makeState(), PosixFilePermissions.fromString("rwxrwxrwx"));

    // Then
    MachineException e = assertThrows(MachineException.class, () -> StateDirectory.look(root));
    assertEquals(MachineException.Kind.STATE, e.kind());
  }

  @Test
  void frees_the_lock_when_it_refuses() throws IOException {
    // Given
    Path path = makeState().resolve("journal.json");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
    refused();

    // When
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

    // Then
    StateDirectory.lock(root, StateSection.REPAIRS, "test").close();
  }

  @Test
  void frees_the_lock_while_a_process_is_being_started() throws Throwable {
    // Given
    Path path = makeState();
    StateDirectory state = StateDirectory.lock(root, StateSection.REPAIRS, "test");
    // what a child has from fork to exec: a copy of the descriptor, and the lock with it
    int copy = copyOfDescriptor(path.resolve("lock"));

    // When
    state.close();

    // Then
    try {
      StateDirectory.lock(root, StateSection.REPAIRS, "test").close();
    } finally {
      Kernel.close(copy);
    }
  }

  @Test
  void refuses_a_file_of_another_user() throws IOException {
    assumeTrue(Kernel.effectiveUser() == 0, "SKIPPED: only root can give a file away");

    // Given
    Files.setAttribute(makeState().resolve("journal.json"), "unix:uid", 4711);

    // When
    MachineException e = refused();

    // Then
    assertEquals(MachineException.Kind.STATE, e.kind());
    assertTrue(e.getMessage().contains("journal.json belongs to the user 4711"), e.getMessage());
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

  private static int copyOfDescriptor(Path file) throws Throwable {
    MethodHandle dup =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("dup"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      Path descriptor =
          descriptors
              .filter(Files::exists)
              .filter(link -> isLinkTo(link, file))
              .findFirst()
              .orElseThrow();
      return (int) dup.invokeExact(Integer.parseInt(descriptor.getFileName().toString()));
    }
  }

  private static boolean isLinkTo(Path link, Path file) {
    try {
      return Files.readSymbolicLink(link).equals(file);
    } catch (IOException e) {
      return false; // another test closed it in the meantime
    }
  }

  /** The state with a file in each place. */
  private Path makeState() throws IOException {
    try (StateDirectory state = StateDirectory.lock(root, StateSection.REPAIRS, "test")) {
      for (String name : List.of("journal.json", "receipts/a.json", "previous/b")) {
        state.write(name, "{}".getBytes(UTF_8));
      }
    } catch (MachineException e) {
      // it was made before
    }
    return root.resolve("var/lib/ecs-harden");
  }

  private MachineException refused() {
    return assertThrows(
        MachineException.class, () -> StateDirectory.lock(root, StateSection.REPAIRS, "test"));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
