package io.ecsharden.host.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message to a program on this machine that does not answer. */
public final class Datagram {

  private static final int UNIX = 1;
  private static final int DATAGRAM = 2;
  private static final int CLOSE_ON_EXEC = 02000000;
  private static final long DO_NOT_WAIT = 0x40;

  /** {@code sun_path} (unix(7)), with its final NUL. */
  private static final int LONGEST_NAME = 108;

  private Datagram() {}

  /**
   * Sends a text, and does not wait: where the other side has no room for it, that is {@code
   * EAGAIN}.
   *
   * @param address a socket's path, or {@code @} and the name of one that is in no file system
   *     (unix(7), "abstract")
   */
  public static void send(String address, String text) throws IOException {
    byte[] to = address(address);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int socket =
        (int)
            Kernel.call(
                "socket", SystemCall.SOCKET, (long) UNIX, (long) (DATAGRAM | CLOSE_ON_EXEC), 0L);
    try {
      Kernel.call(
          address,
          SystemCall.SENDTO,
          (long) socket,
          bytes,
          (long) bytes.length,
          Socket.NO_SIGNAL | DO_NOT_WAIT,
          to,
          (long) to.length);
    } finally {
      Kernel.close(socket);
    }
  }

  /** {@code struct sockaddr_un}; the length of an abstract name counts, so it has no final NUL. */
  static byte[] address(String address) throws IOException {
    boolean isAbstract = address.startsWith("@");
    byte[] name = address.getBytes(StandardCharsets.UTF_8);
    if (!isAbstract && !address.startsWith("/")) {
      throw new IOException(address + ": neither a path nor an abstract socket");
    }
    if (name.length >= LONGEST_NAME) {
      throw new IOException(address + ": longer than the address of a socket");
    }
    byte[] bytes = new byte[2 + name.length + (isAbstract ? 0 : 1)];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putShort((short) UNIX).put(name);
    if (isAbstract) {
      bytes[2] = 0;
    }
    return bytes;
  }
}
