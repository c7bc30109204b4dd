package io.ecsharden.host.net;

import io.ecsharden.facts.FilterRule;
import io.ecsharden.facts.FilterRule.Condition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Matches of x_tables (Linux 6.1, {@code include/uapi/linux/netfilter/xt_tcpudp.h}). */
final class XtMatch {

  /** A match that every packet passes ({@code net/netfilter/xt_comment.c}). */
  static final String COMMENT = "comment";

  private static final int INVERTED_DESTINATION = 2;

  private XtMatch() {}

  /**
   * The destination ports of {@code struct xt_tcp} or {@code struct xt_udp}; nothing where another
   * member restricts the rule, or none does.
   */
  static Optional<Condition> ports(ByteBuffer data, String protocol) {
    boolean tcp = protocol.equals("tcp");
    int inverted = tcp ? 11 : 8;
    if (data.remaining() <= inverted) {
      return Optional.empty();
    }
    ByteBuffer info = data.duplicate().order(ByteOrder.nativeOrder());
    boolean anySource = port(info, 0) == 0 && port(info, 2) == 0xffff;
    boolean noFlags = !tcp || info.get(8) == 0 && info.get(9) == 0;
    int flags = info.get(inverted);
    return anySource && noFlags && (flags & ~INVERTED_DESTINATION) == 0
        ? Optional.of(
            new FilterRule.Port(port(info, 4), port(info, 6), (flags & INVERTED_DESTINATION) != 0))
        : Optional.empty();
  }

  private static int port(ByteBuffer info, int at) {
    return info.getShort(at) & 0xffff;
  }
}
