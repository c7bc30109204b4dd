package io.ecsharden.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.FileFact.Cause;
import io.ecsharden.facts.FileFact.Content;
import io.ecsharden.facts.FileFact.Unreadable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands where a file should: an answer, at once, and from inside the root. */
@ParameterizedClass(name = "without openat2: {0}")
@ValueSource(booleans = {false, true})
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostRootTest {

  /** As on Linux before 5.6, or where a filter of system calls refuses it. */
  @Parameter private boolean byName;

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
    assertFalse(root().exists(path));
  }

  @Test
  void says_that_it_is_a_directory() throws IOException {
    // Given
    Files.createDirectories(folder.resolve("etc/ecs/ecs.config"));

    // Then
    assertUnreadable(Cause.DIRECTORY, "/etc/ecs/ecs.config");
    assertUnreadable(Cause.DIRECTORY, "/");
  }

  @Test
  void does_not_wait_for_a_fifo() throws IOException, InterruptedException {
    // Given
    Process made = new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start();
    assertTrue(made.waitFor(5, TimeUnit.SECONDS));
    link("link", "fifo");

    // Then
    assertUnreadable(Cause.FIFO, "/fifo");
    assertUnreadable(Cause.FIFO, "/link");
  }

  @Test
  void does_not_open_a_socket() throws IOException {
    // Given
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("s")));

      // Then
      assertUnreadable(Cause.NOT_REGULAR, "/s");
    }
  }

  @Test
  void does_not_read_a_file_of_two_gigabytes() throws IOException {
    // Given
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("big").toFile(), "rw")) {
      file.setLength(2L << 30);
    }

    // Then
    assertUnreadable(Cause.TOO_LARGE, "/big");
  }

  @Test
  void says_that_links_lead_in_a_loop() throws IOException {
    // Given
    link("a", "b");
    link("b", "/a");
    link("self", "self/x");

    // Then
    assertUnreadable(Cause.SYMLINK_LOOP, "/a");
    assertUnreadable(Cause.SYMLINK_LOOP, "/self");
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
        "/./etc/./../target",
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
    assertUnreadable(Cause.NO_PERMISSION, "/etc/ecs.config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/target/", "/target/.", "/link/", "/target/..", "/target/x"})
  void finds_nothing_below_a_file_as_the_kernel(String path) throws IOException {
    // Given
    write("target", "x");
    link("link", "target");

    // Then
    assertEquals(new FileFact.Absent(path), read(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/proc/self/environ",
        "/proc/kmsg",
        "/proc/self/fd/0",
        "/sys/kernel/uevent_seqnum"
      })
  void reads_no_file_of_the_kernel_as_configuration(String target) throws IOException {
    assumeTrue(Files.exists(Path.of(target)), "SKIPPED: no " + target + " here");

    // Given
    HostRoot own = new HostRoot(Path.of("/"), new PathOpener(byName));
    Path link = folder.toRealPath().resolve("link");
    Files.createSymbolicLink(link, Path.of(target));

    // Then
    Unreadable direct = assertInstanceOf(Unreadable.class, own.read(target));
    Unreadable linked = assertInstanceOf(Unreadable.class, own.read(link.toString()));
    assertEquals(direct.cause(), linked.cause());
    assertTrue(
        List.of(Cause.KERNEL_FILE, Cause.NOT_REGULAR).contains(linked.cause()), linked.toString());
  }

  @Test
  void does_not_open_a_device() throws IOException {
    // Given
    HostRoot own = new HostRoot(Path.of("/"), new PathOpener(byName));

    // Then
    assertEquals(
        Cause.NOT_REGULAR, assertInstanceOf(Unreadable.class, own.read("/dev/zero")).cause());
  }

  @Test
  void reports_a_file_that_changes_all_the_time() throws Exception {
    // Given
    Path file = write("busy", "A=0\n");
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                for (int i = 0; !over.get(); i++) {
                  out.setLength(4L + i % 900_000);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    // When
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      seen.add(read("/busy") instanceof Unreadable unreadable ? unreadable.cause() : Content.class);
    }
    over.set(true);
    writer.join();

    // Then
    seen.remove(Content.class);
    assertTrue(seen.isEmpty() || seen.equals(Set.of(Cause.CHANGING)), seen.toString());
    assertInstanceOf(Content.class, read("/busy"));
  }

  @Test
  void lists_the_names_of_a_directory_in_order() throws IOException {
    // Given
    write("d/b.conf", "");
    write("d/a.conf", "");
    write("d/c.txt", "");
    link("e", "/d");

    // Then
    assertEquals(List.of("a.conf", "b.conf"), root().names("/e", ".conf"));
    assertEquals(List.of(), root().names("/none", ".conf"));
    assertEquals(List.of(), root().names("/d/a.conf", ".conf"));
  }

  private HostRoot root() {
    return new HostRoot(folder, new PathOpener(byName));
  }

  private FileFact read(String path) {
    return root().read(path);
  }

  private void assertUnreadable(Cause cause, String path) {
    Unreadable fact = assertInstanceOf(Unreadable.class, read(path));
    assertEquals(cause, fact.cause());
    assertFalse(fact.detail().isEmpty() || fact.detail().endsWith("."), fact.detail());
    assertTrue(root().exists(path) || cause == Cause.SYMLINK_LOOP);
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
