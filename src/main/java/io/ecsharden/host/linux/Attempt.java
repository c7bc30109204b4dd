package io.ecsharden.host.linux;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A TCP connection that is being made, and never waited for in the kernel. */
public final class Attempt implements Closeable {

  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int STREAM = 1;
  private static final int NON_BLOCKING_CLOSE_ON_EXEC = 02004000;

  private static final int EALREADY = 114;
  private static final int EINPROGRESS = 115;
  private static final int EISCONN = 106;

  private final int descriptor;
  private final byte[] address;
  private String heard = "";

  private Attempt(int descriptor, byte[] address) {
    this.descriptor = descriptor;
    this.address = address;
  }

  /**
   * Starts a connection; {@link #isConnected} makes the first step.
   *
   * @param ip four or sixteen bytes
   */
  public static Attempt to(byte[] ip, int port) throws Errno {
    boolean old = ip.length == 4;
    byte[] address = new byte[old ? 16 : 28];
    ByteBuffer out = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
    out.putShort((short) (old ? INET : INET6)).order(ByteOrder.BIG_ENDIAN).putShort((short) port);
    // between the port and an address of IPv6 stands the flow
    out.position(old ? 4 : 8).put(ip);
    int descriptor =
        (int)
            Kernel.call(
                "socket",
                SystemCall.SOCKET,
                (long) (old ? INET : INET6),
                (long) (STREAM | NON_BLOCKING_CLOSE_ON_EXEC),
                0L);
    return new Attempt(descriptor, address);
  }

  /**
   * Whether the other side has accepted; false while nothing has come.
   *
   * @throws Errno when the connection failed
   */
  public boolean isConnected() throws Errno {
    try {
      Kernel.call(
          "connect", SystemCall.CONNECT, (long) descriptor, address.clone(), (long) address.length);
      return true;
    } catch (Errno e) {
      return switch (e.number()) {
        case EINPROGRESS, EALREADY -> false;
        case EISCONN -> true;
        default -> throw e;
      };
    }
  }

  /** Sends a short request over the connection. */
  public void send(byte[] request) throws Errno {
    Kernel.call(
        "send",
        SystemCall.SENDTO,
        (long) descriptor,
        request,
        (long) request.length,
        Socket.NO_SIGNAL,
        0L,
        0L);
  }

  /**
   * The first bytes of the answer, as text; empty while there are fewer, also where the other side
   * has closed by then. They may come one by one.
   */
  public String answer(int length) throws Errno {
    byte[] buffer = new byte[length - heard.length()];
    try {
      int more = Kernel.read(descriptor, buffer);
      heard += new String(Arrays.copyOf(buffer, more), StandardCharsets.ISO_8859_1);
      return heard.length() < length ? "" : heard;
    } catch (Errno e) {
      if (e.number() == Errno.EAGAIN) {
        return "";
      }
      throw e;
    }
  }

  @Override
  public void close() {
    Kernel.close(descriptor);
  }
}
