package io.ecsharden.host.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Values as they come over the bus; see {@link WireWriter}. A length that leads out of the message
 * is an error, and so is padding that is not zero.
 */
final class WireReader {

  private final byte[] bytes;
  private int position;

  /**
   * @param bytes a part of the message that begins at a multiple of eight
   */
  WireReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean atEnd() {
    return position == bytes.length;
  }

  /** {@code y}. */
  int u8() throws IOException {
    need(1);
    return bytes[position++] & 0xff;
  }

  /** {@code u}. */
  long u32() throws IOException {
    align(4);
    need(4);
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | (bytes[position + i] & 0xff);
    }
    position += 4;
    return value;
  }

  /** {@code s} or {@code o}. */
  String string() throws IOException {
    return text(u32());
  }

  /** {@code g}. */
  String signature() throws IOException {
    return text(u8());
  }

  /** The signature of a {@code v}, which must be this one; its value comes next. */
  void variant(String expected) throws IOException {
    String actual = signature();
    if (!actual.equals(expected)) {
      throw new IOException("a value of type " + expected + " was expected");
    }
  }

  /** Goes to a multiple of a number; structures begin at eight. */
  void align(int boundary) throws IOException {
    while (position % boundary != 0) {
      if (u8() != 0) {
        throw new IOException("padding that is not zero");
      }
    }
  }

  private String text(long length) throws IOException {
    need(length + 1);
    String text = new String(bytes, position, (int) length, StandardCharsets.UTF_8);
    position += (int) length;
    if (u8() != 0) {
      throw new IOException("a text that does not end where it says");
    }
    return text;
  }

  private void need(long length) throws IOException {
    if (length > bytes.length - position) {
      throw new IOException("a message that is shorter than it says");
    }
  }
}
