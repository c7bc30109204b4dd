package io.ecsharden.host.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelTest {

  @TempDir private Path folder;
  private int directory;

  @BeforeEach
  void open() throws IOException {
    directory =
        Kernel.open(Kernel.NO_DIRECTORY, folder.toString(), Kernel.READ_ONLY | Kernel.DIRECTORY, 0);
  }

  @AfterEach
  void close() {
    Kernel.close(directory);
  }

  @Test
  void writes_what_java_reads() throws IOException {
    // Given
    byte[] content = "é\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);

    // When
    int file = Kernel.open(directory, "a", Kernel.WRITE_ONLY | Kernel.CREATE, 0600);
    Kernel.writeAll(file, content);
    Kernel.changeMode(file, 0640);
    Kernel.sync(file);
    Kernel.close(file);

    // Then
    Path path = folder.resolve("a");
    assertArrayEquals(content, Files.readAllBytes(path));
    assertEquals(0100640, Files.getAttribute(path, "unix:mode"));
  }

  @Test
  void reads_no_more_than_it_may() throws IOException {
    // Given
    Files.write(folder.resolve("a"), new byte[20_000]);

    // When
    int file = Kernel.open(directory, "a", Kernel.READ_ONLY, 0);

    // Then
    assertEquals(9_000, Kernel.readAll(file, 9_000).length);
    Kernel.close(file);
  }

  @Test
  void sees_what_java_sees_of_a_file() throws IOException {
    // Given
    Path path = Files.writeString(folder.resolve("a"), "text");
    Files.createLink(folder.resolve("b"), path);
    Map<String, Object> seen = Files.readAttributes(path, "unix:*");

    // When
    FileStatus status = Kernel.status(directory, "a");

    // Then
    assertEquals(seen.get("ino"), status.inode());
    assertEquals(seen.get("mode"), status.mode());
    assertEquals(seen.get("uid"), status.uid());
    assertEquals(seen.get("gid"), status.gid());
    assertEquals(2, status.links());
    assertEquals(4, status.size());
    assertTrue(status.isFile());
    assertTrue(status.isSame(Kernel.status(directory, "b")));
  }

  @Test
  void does_not_follow_a_link() throws IOException {
    // Given
    Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere"));

    // Then
    assertTrue(Kernel.status(directory, "link").isLink());
    Errno e =
        assertThrows(
            Errno.class,
            () -> Kernel.open(directory, "link", Kernel.READ_ONLY | Kernel.NO_FOLLOW, 0));
    assertEquals(Errno.ELOOP, e.number());
    assertEquals("link: a symbolic link stands there", e.getMessage());
  }

  @Test
  void gives_a_new_name_only_where_nothing_has_it() throws IOException {
    // Given
    Files.writeString(folder.resolve("a"), "a");
    Files.writeString(folder.resolve("b"), "b");

    // When
    Errno e = assertThrows(Errno.class, () -> Kernel.renameToNew(directory, "a", "b"));
    Kernel.replace(directory, "a", "b");

    // Then
    assertEquals(Errno.EEXIST, e.number());
    assertEquals("a", Files.readString(folder.resolve("b")));
    assertFalse(Files.exists(folder.resolve("a")));
  }

  @Test
  void locks_a_file_for_one_process_alone() throws IOException {
    // Given
    int first = Kernel.open(directory, "lock", Kernel.WRITE_ONLY | Kernel.CREATE, 0600);
    int second = Kernel.open(directory, "lock", Kernel.WRITE_ONLY, 0);

    // Then
    assertTrue(Kernel.tryLock(first));
    assertFalse(Kernel.tryLock(second));
    Kernel.close(first);
    assertTrue(Kernel.tryLock(second));
    Kernel.close(second);
  }

  @Test
  void keeps_extended_attributes() throws IOException {
    // Given
    Files.writeString(folder.resolve("a"), "a");
    int file = Kernel.open(directory, "a", Kernel.READ_WRITE, 0);
    byte[] value = {1, 0, 2};

    // When
    try {
      ExtendedAttributes.set(file, "user.test", value);
    } catch (Errno e) {
      assumeTrue(e.number() != Errno.EOPNOTSUPP, "SKIPPED: no attributes on this file system");
      throw e;
    }

    // Then
    assertTrue(ExtendedAttributes.names(file).contains("user.test"));
    assertArrayEquals(value, ExtendedAttributes.get(file, "user.test"));
    Kernel.close(file);
  }

  @Test
  void talks_to_a_socket_with_a_long_path_and_does_not_wait_for_ever() throws IOException {
    // Given
    Path deep = Files.createDirectories(folder.resolve("d".repeat(120)));
    // Java cannot bind a long path either, and a socket can be moved
    Path path = Files.createTempDirectory("s").resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Files.move(path, deep.resolve("s"));

      // When
      try (Socket socket = Socket.unix(deep.resolve("s").toString(), Duration.ofMillis(50));
          SocketChannel peer = server.accept()) {
        socket.write("ping".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer heard = ByteBuffer.allocate(4);
        peer.read(heard);

        // Then
        assertEquals("ping", new String(heard.array(), StandardCharsets.US_ASCII));
        Errno e = assertThrows(Errno.class, () -> socket.read(new byte[1]));
        assertEquals(Errno.EAGAIN, e.number());
      }
    }
  }

  @Test
  void has_the_numbers_of_the_kernels_own_tables() throws IOException {
    Path header = Path.of("/usr/include/asm-generic/unistd.h");
    assumeTrue(Files.exists(header), "SKIPPED: " + header + " is not on this machine");
    Map<String, String> numbers = new TreeMap<>();
    for (String line : Files.readAllLines(header)) {
      String[] words = line.split("\\s+");
      // not "#define __NR_ftruncate __NR3264_ftruncate"
      boolean number = words.length > 2 && words[2].matches("\\d+");
      if (number && words[0].equals("#define") && words[1].startsWith("__NR")) {
        numbers.put(
            words[1]
                .substring(words[1].lastIndexOf("__") + 2)
                .replaceFirst("^NR_", "")
                .replaceFirst("^NR3264_", ""),
            words[2]);
      }
    }

    for (SystemCall call : List.of(SystemCall.values())) {
      String name = call.name().toLowerCase(java.util.Locale.ROOT);
      assertEquals(numbers.get(name), String.valueOf(call.number(true)), name);
    }
  }
}
