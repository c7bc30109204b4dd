package io.ecsharden.control.endpoint;

import io.ecsharden.format.net.AddressBlock;
import io.ecsharden.format.net.GoIp;
import java.util.List;
import java.util.Optional;

/** Whether an address is one of a private network. The more it tells, the later it comes. */
enum AddressKind {
  PRIVATE,
  /**
   * A public IPv6 address, which an interface endpoint can have as well as the service: a VPC's own
   * block is public. Also an address of the instance itself, and one that is none.
   */
  UNCLEAR,
  PUBLIC;

  /** RFC 1918, RFC 6598 and RFC 4193. */
  private static final List<AddressBlock> NETWORKS =
      blocks(List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"));

  /** RFC 6890: this host, this network, and links. */
  private static final List<AddressBlock> LOCAL =
      blocks(List.of("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16"));

  /** RFC 6052: an IPv4 address, as DNS64 writes it. */
  private static final AddressBlock NAT64 = AddressBlock.parse("64:ff9b::/96").orElseThrow();

  private static final long V4_PREFIX = 0xFFFFL << 32;
  private static final long V4_BITS = 0xFFFFFFFFL;

  /**
   * The kind of an address.
   *
   * @param own networks that count as private, too
   */
  static AddressKind of(String text, List<AddressBlock> own) {
    Optional<GoIp> parsed = GoIp.parse(text).map(AddressKind::withoutNat64);
    if (parsed.isEmpty()) {
      return UNCLEAR;
    }
    GoIp ip = parsed.get();
    if (has(NETWORKS, ip) || has(own, ip)) {
      return PRIVATE;
    }
    return !ip.isV4() || has(LOCAL, ip) ? UNCLEAR : PUBLIC;
  }

  static List<AddressBlock> blocks(List<String> texts) {
    return texts.stream().flatMap(text -> AddressBlock.parse(text).stream()).toList();
  }

  private static boolean has(List<AddressBlock> blocks, GoIp ip) {
    return blocks.stream().anyMatch(block -> block.contains(ip));
  }

  private static GoIp withoutNat64(GoIp ip) {
    return NAT64.contains(ip) ? new GoIp(0, V4_PREFIX | ip.low() & V4_BITS, true, "") : ip;
  }
}
