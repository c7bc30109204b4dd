package io.ecsharden.host.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An attribute of a netlink message (netlink(7)); numbers of nf_tables are in network order.
 *
 * @param type without its flags
 * @param data may hold attributes itself
 */
record Attribute(int type, ByteBuffer data) {

  private static final int TYPE = 0x3fff;
  private static final int HEADER = 4;

  /** The attributes in a part of a message; what is cut off is left out. */
  static List<Attribute> all(ByteBuffer part) {
    List<Attribute> found = new ArrayList<>();
    ByteBuffer bytes = part.duplicate().order(ByteOrder.nativeOrder());
    int at = bytes.position();
    while (at + HEADER <= bytes.limit()) {
      int length = bytes.getShort(at) & 0xffff;
      if (length < HEADER || at + length > bytes.limit()) {
        break;
      }
      found.add(
          new Attribute(bytes.getShort(at + 2) & TYPE, bytes.slice(at + HEADER, length - HEADER)));
      at += (length + 3) & ~3;
    }
    return found;
  }

  /** The attributes within this one. */
  List<Attribute> inner() {
    return all(data);
  }

  /** The first attribute of a type. */
  static Optional<Attribute> find(List<Attribute> all, int type) {
    return all.stream().filter(attribute -> attribute.type == type).findFirst();
  }

  /** A number in an attribute of a list; -1 where there is none. */
  static int number(List<Attribute> all, int type) {
    return find(all, type)
        .filter(attribute -> attribute.data.remaining() >= 4)
        .map(attribute -> attribute.data.duplicate().order(ByteOrder.BIG_ENDIAN).getInt(0))
        .orElse(-1);
  }

  /** A text in an attribute of a list; empty where there is none. */
  static String text(List<Attribute> all, int type) {
    return find(all, type).map(attribute -> text(attribute.bytes())).orElse("");
  }

  /** The bytes. */
  byte[] bytes() {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return bytes;
  }

  /** A text up to its NUL. */
  static String text(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
