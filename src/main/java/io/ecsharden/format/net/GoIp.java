package io.ecsharden.format.net;

import java.util.Optional;

/**
 * An address as Go's {@code netip.ParseAddr} reads it: no name look-up, no leading zeros in IPv4.
 * An IPv4 address is held in its IPv6-mapped form.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 * @param dotted whether it was written as plain IPv4
 * @param zone the IPv6 zone, or an empty string
 */
public record GoIp(long high, long low, boolean dotted, String zone) {

  private static final long V4_PREFIX = 0xFFFFL << 32;

  /** Parses an address. */
  public static Optional<GoIp> parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '.' -> {
          long address = dotted(text);
          return address < 0
              ? Optional.empty()
              : Optional.of(new GoIp(0, V4_PREFIX | address, true, ""));
        }
        case ':' -> {
          return colons(text);
        }
        case '%' -> {
          return Optional.empty();
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  /** {@code net.ParseIP}: as {@link #parse}, but a zone is refused. */
  public static Optional<GoIp> parseWithoutZone(String text) {
    return parse(text).filter(ip -> ip.zone.isEmpty());
  }

  /** Whether this is an IPv4 address, also a mapped one. */
  public boolean isV4() {
    return high == 0 && low >>> 32 == 0xFFFF;
  }

  /** Whether this is a loopback address. */
  public boolean isLoopback() {
    return isV4() ? (low >>> 24 & 0xFF) == 127 : high == 0 && low == 1;
  }

  /** {@code net.IP.Equal}: the address alone counts. */
  public boolean sameAddress(GoIp other) {
    return high == other.high && low == other.low;
  }

  /** The 32 bits of an IPv4 address, or -1. */
  public static long dotted(String text) {
    long address = 0;
    int fields = 0;
    int value = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c == '.') {
        if (value < 0 || fields == 4) {
          return -1;
        }
        address = address << 8 | value;
        fields++;
        value = -1;
      } else if (c < '0' || c > '9' || value == 0) {
        return -1;
      } else {
        value = Math.max(value, 0) * 10 + c - '0';
        if (value > 255) {
          return -1;
        }
      }
    }
    return fields == 4 ? address : -1;
  }

  private static Optional<GoIp> colons(String text) {
    int percent = text.indexOf('%');
    String zone = percent < 0 ? "" : text.substring(percent + 1);
    if (percent >= 0 && zone.isEmpty()) {
      return Optional.empty();
    }
    long[] halves = new Ipv6Reader(percent < 0 ? text : text.substring(0, percent)).read();
    return halves.length == 0
        ? Optional.empty()
        : Optional.of(new GoIp(halves[0], halves[1], false, zone));
  }
}
