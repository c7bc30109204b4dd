package io.ecsharden.settings;

import java.util.Optional;

/**
 * An address block, as Go's {@code net.ParseCIDR} takes it.
 *
 * @param address 4 or 16 bytes, network order, host bits cleared
 * @param prefix the number of leading bits that count
 */
public record Cidr(byte[] address, int prefix) {

  /** Parses {@code 169.254.0.0/16} or {@code fd00:ec2::/32}. */
  public static Optional<Cidr> parse(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    Optional<byte[]> address = IpAddress.parse(text.substring(0, slash));
    int prefix = prefix(text.substring(slash + 1));
    if (address.isEmpty() || prefix < 0 || prefix > address.get().length * 8) {
      return Optional.empty();
    }
    return Optional.of(new Cidr(masked(address.get(), prefix), prefix));
  }

  /** Whether a text is a block. */
  public static boolean isValid(String text) {
    return parse(text).isPresent();
  }

  /** Whether an address lies in this block; families must agree. */
  public boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    byte[] masked = masked(other.clone(), prefix);
    return java.util.Arrays.equals(masked, address);
  }

  private static byte[] masked(byte[] address, int prefix) {
    for (int i = 0; i < address.length; i++) {
      int bits = Math.clamp(prefix - i * 8L, 0, 8);
      address[i] &= (byte) (0xFF00 >> bits);
    }
    return address;
  }

  private static int prefix(String text) {
    if (text.isEmpty() || text.length() > 3) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }
}
