package io.ecsharden.host.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages to a real socket, by a path and by a name that is in no file system. */
class DatagramTest {

  private static final int BIND = SystemCall.AARCH64 ? 200 : 49;

  @TempDir private Path folder;

  @Test
  void sends_to_a_path() throws IOException {
    assertEquals("READY=1", sent(folder.resolve("notify").toString(), "READY=1"));
  }

  @Test
  void sends_to_a_name_that_is_in_no_file_system() throws IOException {
    assertEquals("STATUS=é", sent("@ecs-harden-test-" + Kernel.process(), "STATUS=é"));
  }

  @Test
  void says_that_nobody_listens() {
    Errno error =
        assertThrows(
            Errno.class, () -> Datagram.send(folder.resolve("nobody").toString(), "READY=1"));
    assertEquals(Errno.ENOENT, error.number());
  }

  @Test
  void does_not_wait_for_room() throws IOException {
    // Given
    String address = "@ecs-harden-full-" + Kernel.process();
    int socket = bound(address);
    try {
      // When
      Errno error =
          assertThrows(
              Errno.class,
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  Datagram.send(address, "WATCHDOG=1");
                }
              });

      // Then
      assertEquals(Errno.EAGAIN, error.number());
    } finally {
      Kernel.close(socket);
    }
  }

  @Test
  void knows_no_other_kind_of_address() {
    assertThrows(IOException.class, () -> Datagram.send("vsock:2:1234", "READY=1"));
    assertThrows(IOException.class, () -> Datagram.send("/" + "x".repeat(200), "READY=1"));
  }

  private static String sent(String address, String text) throws IOException {
    int socket = bound(address);
    try {
      Datagram.send(address, text);
      byte[] buffer = new byte[100];
      return new String(buffer, 0, Kernel.read(socket, buffer), StandardCharsets.UTF_8);
    } finally {
      Kernel.close(socket);
    }
  }

  private static int bound(String address) throws IOException {
    int socket = (int) Kernel.call("socket", SystemCall.SOCKET, 1L, 2L, 0L);
    byte[] bytes = Datagram.address(address);
    assertEquals(0, RawSystemCall.call(BIND, (long) socket, bytes, (long) bytes.length));
    return socket;
  }
}
