package io.ecsharden.host.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Questions to the kernel's packet filter in this process's network: nf_tables by netlink, and the
 * older tables by a socket option. Both need {@code CAP_NET_ADMIN}, or fail with {@code EPERM}.
 */
public final class Netfilter {

  private static final int NETLINK = 16;
  private static final int RAW = 3;
  private static final int CLOSE_ON_EXEC = 02000000;
  private static final int NETFILTER = 12;
  private static final int RAW_IP = 255;
  private static final int SOL_SOCKET = 1;
  private static final int RECEIVE_TIMEOUT = 20;

  /** A request for all of a kind (netlink(7)). */
  private static final int DUMP = 0x301;

  private static final int INTERRUPTED = 0x10;
  private static final int ERROR = 2;
  private static final int DONE = 3;
  private static final int HEADER = 16;

  /** A host with more rules than this has a firewall that this program does not judge. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private static final int BUFFER = 65536;

  private Netfilter() {}

  /**
   * Asks for all objects of a kind (netlink(7), {@code include/uapi/linux/netfilter/nfnetlink.h}).
   *
   * @param type subsystem and message
   * @param request what follows the netlink header
   * @return each answer without its netlink header, in the machine's byte order
   */
  public static List<ByteBuffer> dump(int type, byte[] request) throws IOException {
    int socket = open(NETLINK, NETFILTER);
    try {
      byte[] message = new byte[HEADER + request.length];
      ByteBuffer.wrap(message)
          .order(ByteOrder.nativeOrder())
          .putInt(message.length)
          .putShort((short) type)
          .putShort((short) DUMP)
          .putInt(1)
          .putInt(0)
          .put(request);
      Kernel.call(
          "netlink", SystemCall.SENDTO, (long) socket, message, (long) message.length, 0L, 0L, 0L);
      return answers(socket);
    } finally {
      Kernel.close(socket);
    }
  }

  private static List<ByteBuffer> answers(int socket) throws IOException {
    List<ByteBuffer> found = new ArrayList<>();
    int total = 0;
    byte[] buffer = new byte[BUFFER];
    while (true) {
      int length = Kernel.read(socket, buffer);
      total += length;
      if (length <= 0 || total > MOST_BYTES) {
        throw new IOException("the kernel has more rules than are read");
      }
      ByteBuffer batch =
          ByteBuffer.wrap(Arrays.copyOf(buffer, length)).order(ByteOrder.nativeOrder());
      for (int at = 0; at + HEADER <= length; ) {
        int size = batch.getInt(at);
        int type = batch.getShort(at + 4) & 0xffff;
        if (size < HEADER || at + size > length) {
          throw new IOException("the kernel's answer about its rules cannot be read");
        }
        if ((batch.getShort(at + 6) & INTERRUPTED) != 0) {
          throw new IOException("the kernel's rules changed while they were read");
        }
        if (type == ERROR && size >= HEADER + 4) {
          throw new Errno("netlink", -batch.getInt(at + HEADER));
        }
        if (type == DONE) {
          return found;
        }
        found.add(batch.slice(at + HEADER, size - HEADER).order(ByteOrder.nativeOrder()));
        at += (size + 3) & ~3;
      }
    }
  }

  /**
   * Reads an option of a raw socket: one of the older tables (getsockopt(2), {@code
   * include/uapi/linux/netfilter_ipv4/ip_tables.h}).
   *
   * @param family 2 for IPv4, 10 for IPv6
   * @param value what the kernel reads, and overwrites
   */
  public static void option(int family, int level, int name, byte[] value) throws IOException {
    int socket = open(family, RAW_IP);
    try {
      byte[] length = new byte[4];
      ByteBuffer.wrap(length).order(ByteOrder.nativeOrder()).putInt(value.length);
      Kernel.call(
          "getsockopt",
          SystemCall.GETSOCKOPT,
          (long) socket,
          (long) level,
          (long) name,
          value,
          length);
    } finally {
      Kernel.close(socket);
    }
  }

  private static int open(int family, int protocol) throws IOException {
    int socket =
        (int)
            Kernel.call(
                "socket",
                SystemCall.SOCKET,
                (long) family,
                (long) (RAW | CLOSE_ON_EXEC),
                (long) protocol);
    byte[] second = new byte[16];
    ByteBuffer.wrap(second).order(ByteOrder.nativeOrder()).putLong(1);
    Kernel.call(
        "setsockopt",
        SystemCall.SETSOCKOPT,
        (long) socket,
        (long) SOL_SOCKET,
        (long) RECEIVE_TIMEOUT,
        second,
        (long) second.length);
    return socket;
  }
}
