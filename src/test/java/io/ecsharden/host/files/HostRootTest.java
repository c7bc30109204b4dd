package io.ecsharden.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.FileFact.Content;
import io.ecsharden.facts.FileFact.Trouble;
import io.ecsharden.facts.FileFact.Unreadable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands where a file should: an answer, at once, and from inside the root. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostRootTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"rw-r--r--, 644", "rw-------, 600", "rwxrwxrwx, 777", "r--------, 400"})
  void reads_a_file_with_its_mode_and_owner(String permissions, String mode) throws IOException {
    // Given
    Path file = write("etc/ecs/ecs.config", "A=1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    // When
    Content content = assertInstanceOf(Content.class, read("/etc/ecs/ecs.config"));

    // Then
    assertArrayEquals(new byte[] {'A', '=', '1', '\n'}, content.bytes());
    assertEquals(Integer.parseInt(mode, 8), content.mode());
    assertEquals(Files.getAttribute(file, "unix:uid"), content.uid());
    assertEquals(Files.getAttribute(file, "unix:gid"), content.gid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/none", "/etc/none", "/etc/file/below", "/none/below", "/etc/dangling"})
  void says_that_nothing_is_there(String path) throws IOException {
    // Given
    write("etc/file", "");
    link("etc/dangling", "nowhere");

    // Then
    assertEquals(new FileFact.Absent(path), read(path));
    assertFalse(new HostRoot(folder).exists(path));
  }

  @Test
  void says_that_it_is_a_directory() throws IOException {
    // Given
    Files.createDirectories(folder.resolve("etc/ecs/ecs.config"));

    // Then
    assertUnreadable(Trouble.DIRECTORY, "/etc/ecs/ecs.config");
    assertUnreadable(Trouble.DIRECTORY, "/");
  }

  @Test
  void does_not_wait_for_a_fifo() throws IOException, InterruptedException {
    // Given
    Process made = new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start();
    assertTrue(made.waitFor(5, TimeUnit.SECONDS));
    link("link", "fifo");

    // Then
    assertUnreadable(Trouble.FIFO, "/fifo");
    assertUnreadable(Trouble.FIFO, "/link");
  }

  @Test
  void does_not_open_a_socket() throws IOException {
    // Given
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("s")));

      // Then
      assertUnreadable(Trouble.NOT_REGULAR, "/s");
    }
  }

  @Test
  void does_not_read_a_file_of_two_gigabytes() throws IOException {
    // Given
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("big").toFile(), "rw")) {
      file.setLength(2L << 30);
    }

    // Then
    assertUnreadable(Trouble.TOO_LARGE, "/big");
  }

  @Test
  void says_that_links_lead_in_a_loop() throws IOException {
    // Given
    link("a", "b");
    link("b", "/a");
    link("self", "self/x");

    // Then
    assertUnreadable(Trouble.SYMLINK_LOOP, "/a");
    assertUnreadable(Trouble.SYMLINK_LOOP, "/self");
  }

  @ParameterizedTest
  @CsvSource({"40, true", "41, false"})
  void follows_as_many_links_as_the_kernel(int links, boolean followed) throws IOException {
    // Given
    write("l0", "x");
    for (int i = 1; i <= links; i++) {
      link("l" + i, "l" + (i - 1));
    }

    // Then
    assertEquals(followed, read("/l" + links) instanceof Content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/target",
        "/../../target",
        "/etc/../target",
        "/./etc/./../target/.",
        "//target",
        "/absolute",
        "/etc/relative",
        "/escape",
        "/folder/relative",
        "/twice"
      })
  void follows_paths_and_links_inside_the_root(String path) throws IOException {
    // Given
    write("target", "inside");
    Files.createDirectories(folder.resolve("etc"));
    link("absolute", "/target");
    link("etc/relative", "../target");
    link("escape", "../../../../../../../../../target");
    link("folder", "/etc");
    link("twice", "/folder/../absolute");

    // When
    FileFact fact = read(path);

    // Then
    assertEquals("inside", new String(assertInstanceOf(Content.class, fact).bytes(), UTF_8));
    assertEquals(path, fact.path());
  }

  @Test
  void never_leaves_the_root_through_an_absolute_link() throws IOException {
    // Given
    link("passwd", "/etc/passwd");
    link("up", "../../../../../../../../etc/passwd");

    // Then
    assertInstanceOf(FileFact.Absent.class, read("/passwd"));
    assertInstanceOf(FileFact.Absent.class, read("/up"));
  }

  @Test
  void says_that_it_has_no_permission() throws IOException {
    assumeFalse(
        Files.getAttribute(folder, "unix:uid").equals(0),
        "SKIPPED: root may read everything; NativeIT does this as another user");

    // Given
    Path file = write("etc/ecs.config", "A=1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));

    // Then
    assertUnreadable(Trouble.NO_PERMISSION, "/etc/ecs.config");
  }

  @Test
  void lists_the_names_of_a_directory_in_order() throws IOException {
    // Given
    write("d/b.conf", "");
    write("d/a.conf", "");
    write("d/c.txt", "");
    link("e", "/d");

    // Then
    assertEquals(List.of("a.conf", "b.conf"), new HostRoot(folder).names("/e", ".conf"));
    assertEquals(List.of(), new HostRoot(folder).names("/none", ".conf"));
    assertEquals(List.of(), new HostRoot(folder).names("/d/a.conf", ".conf"));
  }

  private FileFact read(String path) {
    return new HostRoot(folder).read(path);
  }

  private void assertUnreadable(Trouble trouble, String path) {
    Unreadable fact = assertInstanceOf(Unreadable.class, read(path));
    assertEquals(trouble, fact.trouble());
    assertFalse(fact.detail().isEmpty() || fact.detail().endsWith("."), fact.detail());
    assertTrue(new HostRoot(folder).exists(path) || trouble == Trouble.SYMLINK_LOOP);
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void link(String path, String target) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, Path.of(target));
  }
}
