package io.ecsharden.format.net;

import java.util.Optional;

/**
 * A block of addresses: Go's {@code net.ParseCIDR} and {@code net.IPNet.Contains}. IPv4 blocks are
 * blocks of mapped addresses.
 *
 * @param network the first address
 * @param prefix the number of leading bits that count, of 128
 */
public record AddressBlock(GoIp network, int prefix) {

  /** Parses a block; host bits are cleared. */
  public static Optional<AddressBlock> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    int length = decimal(text.substring(slash + 1));
    return GoIp.parseWithoutZone(text.substring(0, slash))
        .filter(ip -> length >= 0 && length <= (ip.dotted() ? 32 : 128))
        .map(ip -> of(ip, ip.dotted() ? length + 96 : length));
  }

  private static AddressBlock of(GoIp ip, int prefix) {
    long high = ip.high() & mask(prefix);
    long low = ip.low() & mask(prefix - 64);
    return new AddressBlock(new GoIp(high, low, ip.dotted(), ""), prefix);
  }

  /** No block holds addresses of both families: {@code ::/0} has no IPv4 address. */
  public boolean contains(GoIp ip) {
    return network.isV4() == ip.isV4()
        && (ip.high() & mask(prefix)) == network.high()
        && (ip.low() & mask(prefix - 64)) == network.low();
  }

  /** Whether every address of another block lies in this one. */
  public boolean contains(AddressBlock other) {
    return prefix <= other.prefix && contains(other.network);
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << 64 - bits;
  }

  /** Digits with any number of leading zeros; -1 for all else. */
  private static int decimal(String text) {
    int value = text.isEmpty() ? -1 : 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || value > 128) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }
}
