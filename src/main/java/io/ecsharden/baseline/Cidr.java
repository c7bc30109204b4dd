package io.ecsharden.baseline;

import io.ecsharden.baseline.ParameterRules.Mistake;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** The notation {@code address/bits} of a network, as strict as Go's {@code net.ParseCIDR}. */
final class Cidr {

  private static final Optional<String> EXAMPLE =
      Optional.of("write a network such as `10.0.0.0/8` or `fd00::/8`");

  private Cidr() {}

  /** Why a text is no network; empty when it is one. */
  static Optional<Mistake> mistakeIn(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return ParameterRules.mistake(text, "not a network", EXAMPLE);
    }
    String address = text.substring(0, slash);
    Optional<byte[]> bytes = address.indexOf(':') < 0 ? v4(address) : v6(address);
    int bits = number(text.substring(slash + 1), 3);
    if (bytes.isEmpty() || bits < 0 || bits > 8 * bytes.get().length) {
      return ParameterRules.mistake(text, "not a network", EXAMPLE);
    }
    byte[] network = masked(bytes.get(), bits);
    if (!Arrays.equals(network, bytes.get())) {
      return ParameterRules.mistake(
          text, "an address inside a network", Optional.of("write the network's first address"));
    }
    return Optional.empty();
  }

  private static Optional<byte[]> v4(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[4];
    for (int i = 0; i < parts.length && parts.length == bytes.length; i++) {
      int part = number(parts[i], 3);
      if (part < 0 || part > 255) {
        return Optional.empty();
      }
      bytes[i] = (byte) part;
    }
    return parts.length == bytes.length ? Optional.of(bytes) : Optional.empty();
  }

  private static Optional<byte[]> v6(String text) {
    if (text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
      return Optional.empty();
    }
    try {
      // a literal only: no name is looked up
      InetAddress address = Inet6Address.ofLiteral(text);
      return Optional.of(address.getAddress()).filter(bytes -> bytes.length == 16);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The value of one to {@code most} decimal digits without a leading zero, else -1. */
  private static int number(String text, int most) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean padded = text.length() > 1 && text.charAt(0) == '0';
    return digits && !padded && text.length() <= most ? Integer.parseInt(text) : -1;
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] network = address.clone();
    for (int i = 0; i < network.length; i++) {
      int keep = Math.clamp(bits - 8L * i, 0, 8);
      network[i] &= (byte) (0xFF00 >> keep);
    }
    return network;
  }
}
