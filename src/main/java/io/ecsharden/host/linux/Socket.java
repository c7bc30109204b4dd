package io.ecsharden.host.linux;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * A stream socket to a program on this machine. Reads and writes have a timeout: after it they fail
 * with {@code EAGAIN}, "timed out".
 */
public final class Socket implements Closeable {

  private static final int UNIX = 1;
  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int STREAM = 1;
  private static final int CLOSE_ON_EXEC = 02000000;
  private static final int SOL_SOCKET = 1;
  private static final int RECEIVE_TIMEOUT = 20;
  private static final int SEND_TIMEOUT = 21;

  /** Instead of a SIGPIPE, which would end the process, where the other side is gone. */
  static final long NO_SIGNAL = 0x4000;

  /** {@code sun_path} (unix(7)), with its final NUL. */
  private static final int LONGEST_PATH = 108;

  private static final byte[] NOTHING = {};

  /** -1 once it is closed, because the kernel gives the number to the next file. */
  private int descriptor;

  private Duration limit = Duration.ZERO;

  private Socket(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Connects to a socket in the file system.
   *
   * @param path the socket's path for this process
   * @param timeout for connecting, and for each read and write
   */
  public static Socket unix(String path, Duration timeout) throws IOException {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    if (name.length >= LONGEST_PATH) {
      return shortened(path, timeout);
    }
    byte[] address = new byte[2 + LONGEST_PATH];
    ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).putShort((short) UNIX).put(name);
    return connect(UNIX, address, path, timeout);
  }

  /** Uses the directory's descriptor, because the path is too long for an address. */
  private static Socket shortened(String path, Duration timeout) throws IOException {
    int slash = path.lastIndexOf('/');
    int directory =
        Kernel.open(
            Kernel.NO_DIRECTORY,
            path.substring(0, Math.max(1, slash)),
            Kernel.READ_ONLY | Kernel.DIRECTORY,
            0);
    try {
      return unix("/proc/self/fd/" + directory + "/" + path.substring(slash + 1), timeout);
    } finally {
      Kernel.close(directory);
    }
  }

  /** Connects to a port of 127.0.0.1. */
  public static Socket loopback(int port, Duration timeout) throws IOException {
    return internet(new byte[] {127, 0, 0, 1}, port, "127.0.0.1:" + port, timeout);
  }

  /**
   * Connects to a port of an address.
   *
   * @param host 4 or 16 bytes
   * @param name address and port, for messages
   */
  public static Socket internet(byte[] host, int port, String name, Duration timeout)
      throws IOException {
    boolean four = host.length == 4;
    int family = four ? INET : INET6;
    byte[] address = new byte[four ? 16 : 28];
    ByteBuffer out =
        ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).putShort((short) family);
    out.order(ByteOrder.BIG_ENDIAN).putShort((short) port);
    if (!four) {
      out.putInt(0); // sin6_flowinfo (ipv6(7))
    }
    out.put(host);
    return connect(family, address, name, timeout);
  }

  private static Socket connect(int family, byte[] address, String name, Duration timeout)
      throws IOException {
    int descriptor =
        (int)
            Kernel.call(
                "socket", SystemCall.SOCKET, (long) family, (long) (STREAM | CLOSE_ON_EXEC), 0L);
    Socket socket = new Socket(descriptor);
    try {
      socket.limit(timeout);
      Kernel.call(name, SystemCall.CONNECT, (long) descriptor, address, (long) address.length);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sets the timeout of each read and write from now on. */
  public void limit(Duration timeout) throws IOException {
    long millis = Math.max(1, timeout.toMillis());
    byte[] time = new byte[16];
    ByteBuffer.wrap(time)
        .order(ByteOrder.nativeOrder())
        .putLong(millis / 1000)
        .putLong(millis % 1000 * 1000);
    for (int option : new int[] {RECEIVE_TIMEOUT, SEND_TIMEOUT}) {
      Kernel.call(
          "setsockopt",
          SystemCall.SETSOCKOPT,
          (long) descriptor,
          (long) SOL_SOCKET,
          (long) option,
          time,
          (long) time.length);
    }
    limit = timeout;
  }

  /** The timeout of each read and write. */
  Duration limit() {
    return limit;
  }

  /** Waits for what the other side sends, up to the buffer's length; 0 at the end. */
  public int read(byte[] buffer) throws IOException {
    return Kernel.read(descriptor, buffer);
  }

  /** Sends everything. */
  public void write(byte[] bytes) throws IOException {
    byte[] rest = bytes;
    while (rest.length > 0) {
      int n =
          (int)
              Kernel.call(
                  "write",
                  SystemCall.SENDTO,
                  (long) descriptor,
                  rest,
                  (long) rest.length,
                  NO_SIGNAL,
                  0L,
                  0L);
      rest = n == rest.length ? NOTHING : Arrays.copyOfRange(rest, n, rest.length);
    }
  }

  @Override
  public void close() {
    if (descriptor >= 0) {
      Kernel.close(descriptor);
      descriptor = -1;
    }
  }
}
