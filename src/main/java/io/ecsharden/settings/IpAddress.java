package io.ecsharden.settings;

import java.util.Arrays;
import java.util.Optional;

/**
 * Internet addresses in text, as Go's {@code net/netip} reads them: no leading zeros in IPv4, no
 * name look-up, zones refused.
 */
public final class IpAddress {

  private IpAddress() {}

  /** 4 bytes for IPv4, 16 for IPv6. */
  public static Optional<byte[]> parse(String text) {
    return text.indexOf(':') >= 0 ? ipv6(text) : ipv4(text);
  }

  private static Optional<byte[]> ipv4(String text) {
    byte[] address = new byte[4];
    int field = 0;
    int digits = 0;
    int value = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c == '.') {
        if (digits == 0 || field > 3) {
          return Optional.empty();
        }
        address[field++] = (byte) value;
        digits = 0;
        value = 0;
      } else if (c < '0' || c > '9' || digits > 0 && value == 0) {
        return Optional.empty();
      } else {
        value = value * 10 + c - '0';
        digits++;
        if (value > 255) {
          return Optional.empty();
        }
      }
    }
    return field == 4 ? Optional.of(address) : Optional.empty();
  }

  private static Optional<byte[]> ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    if (gap < 0) {
      return groups(text).filter(bytes -> bytes.length == 16);
    }
    Optional<byte[]> head = groups(text.substring(0, gap));
    Optional<byte[]> tail = groups(text.substring(gap + 2));
    if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > 14) {
      return Optional.empty();
    }
    byte[] address = Arrays.copyOf(head.get(), 16);
    System.arraycopy(tail.get(), 0, address, 16 - tail.get().length, tail.get().length);
    return Optional.of(address);
  }

  private static Optional<byte[]> groups(String text) {
    byte[] bytes = new byte[18];
    int length = 0;
    int position = 0;
    while (position < text.length()) {
      int colon = text.indexOf(':', position);
      int end = colon < 0 ? text.length() : colon;
      String group = text.substring(position, end);
      if (group.indexOf('.') >= 0) {
        Optional<byte[]> v4 = colon < 0 ? ipv4(group) : Optional.empty();
        if (v4.isEmpty() || length + 4 > 16) {
          return Optional.empty();
        }
        System.arraycopy(v4.get(), 0, bytes, length, 4);
        return Optional.of(Arrays.copyOf(bytes, length + 4));
      }
      int value = hex(group);
      if (value < 0 || length + 2 > 16 || colon == text.length() - 1) {
        return Optional.empty();
      }
      bytes[length++] = (byte) (value >> 8);
      bytes[length++] = (byte) value;
      position = colon < 0 ? text.length() : colon + 1;
    }
    return Optional.of(Arrays.copyOf(bytes, length));
  }

  private static int hex(String group) {
    if (group.isEmpty() || group.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      int digit = Character.digit(group.charAt(i), 16);
      if (digit < 0 || group.charAt(i) > 'f') {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
