package io.ecsharden.host.net;

import java.util.Arrays;
import java.util.Optional;

/** Address blocks from the bytes of a rule. */
final class Blocks {

  private Blocks() {}

  /**
   * {@code 127.0.0.0/8}.
   *
   * @param value the first bytes of the address
   * @param mask of these bytes; without it each counts
   * @param bytes of a whole address
   * @return nothing where the mask is no prefix
   */
  static Optional<String> text(byte[] value, Optional<byte[]> mask, int bytes) {
    if (value.length > bytes || mask.filter(m -> m.length != value.length).isPresent()) {
      return Optional.empty();
    }
    int bits = 0;
    boolean over = false;
    for (int i = 0; i < value.length * 8; i++) {
      boolean set = mask.isEmpty() || (mask.get()[i / 8] >> 7 - i % 8 & 1) == 1;
      if (set && over) {
        return Optional.empty();
      }
      over |= !set;
      bits += set ? 1 : 0;
    }
    return Optional.of(address(Arrays.copyOf(value, bytes)) + "/" + bits);
  }

  private static String address(byte[] bytes) {
    boolean ipv6 = bytes.length == 16;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += ipv6 ? 2 : 1) {
      text.append(i == 0 ? "" : ipv6 ? ":" : ".")
          .append(
              ipv6
                  ? Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff)
                  : Integer.toString(bytes[i] & 0xff));
    }
    return text.toString();
  }
}
