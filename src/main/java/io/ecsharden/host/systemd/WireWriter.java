package io.ecsharden.host.systemd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Values as they go over the bus, little-endian (D-Bus Specification 0.43, "Marshalling"). A value
 * begins at a multiple of its own size from the beginning of the message. The first byte here is at
 * a multiple of eight.
 */
final class WireWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** {@code y}. */
  WireWriter u8(int value) {
    bytes.write(value);
    return this;
  }

  /** {@code u}. */
  WireWriter u32(long value) {
    align(4);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes.write((int) (value >>> shift));
    }
    return this;
  }

  /** {@code s} or {@code o}: length, text in UTF-8, NUL. */
  WireWriter string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    u32(utf8.length);
    bytes.writeBytes(utf8);
    bytes.write(0);
    return this;
  }

  /** {@code g}: length in a byte, text, NUL. */
  WireWriter signature(String text) {
    bytes.write(text.length());
    bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    bytes.write(0);
    return this;
  }

  /** Zeros up to a multiple of a number; structures begin at eight. */
  WireWriter align(int boundary) {
    while (bytes.size() % boundary != 0) {
      bytes.write(0);
    }
    return this;
  }

  WireWriter append(WireWriter other) {
    bytes.writeBytes(other.toBytes());
    return this;
  }

  int size() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
