package io.ecsharden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line in the journal, as journald's streams take it. */
class JournalTest {

  @TempDir private Path folder;

  @Test
  void opens_a_stream_with_its_head_and_writes_one_line() throws Exception {
    // Given
    Path root = folder.toRealPath();
    Path socket = root.resolve("run/systemd/journal/stdout");
    Files.createDirectories(socket.getParent());
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      FutureTask<String> heard = new FutureTask<>(() -> heard(server));
      Thread.ofVirtual().start(heard);

      // When
      boolean written =
          Journal.write(
              new HostRoot(root),
              "ecs-harden",
              Journal.Priority.WARNING,
              "done: a",
              Deadline.in(Journal.TIMEOUT));

      // Then
      assertTrue(written);
      assertEquals("ecs-harden\n\n4\n0\n0\n0\n0\ndone: a\n", heard.get());
    }
  }

  @Test
  void does_without_a_journal_where_there_is_none() throws IOException {
    assertFalse(
        Journal.write(
            new HostRoot(folder.toRealPath()),
            "ecs-harden",
            Journal.Priority.INFO,
            "done",
            Deadline.in(Journal.TIMEOUT)));
  }

  @Test
  void waits_for_a_journal_that_accepts_nobody_until_the_deadline_only() throws IOException {
    // Given: a queue that is full
    Path root = folder.toRealPath();
    Path socket = root.resolve("run/systemd/journal/stdout");
    Files.createDirectories(socket.getParent());
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        SocketChannel first = SocketChannel.open(StandardProtocolFamily.UNIX);
        SocketChannel second = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address, 1);
      first.connect(address);
      second.connect(address);
      long begin = System.nanoTime();

      // When
      boolean written =
          Journal.write(
              new HostRoot(root),
              "ecs-harden",
              Journal.Priority.INFO,
              "done",
              Deadline.in(Duration.ofMillis(200)));

      // Then
      assertFalse(written);
      long millis = (System.nanoTime() - begin) / 1_000_000;
      assertTrue(millis >= 150 && millis < 5000, "it took " + millis + " ms");
    }
  }

  private static String heard(ServerSocketChannel server) throws IOException {
    try (SocketChannel stream = server.accept()) {
      return new String(Channels.newInputStream(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
