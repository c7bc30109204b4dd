package io.ecsharden.host.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Access control lists as the kernel keeps them (linux/posix_acl_xattr.h). */
final class AccessControlLists {

  private static final int NO_ID = -1;

  private AccessControlLists() {}

  /** A named entry. */
  record Entry(int tag, int permissions, int id) {}

  static Entry user(int id, int permissions) {
    return new Entry(2, permissions, id);
  }

  static Entry group(int id, int permissions) {
    return new Entry(8, permissions, id);
  }

  /** Permissions of the owner, the owning group, the mask and others; named entries in between. */
  static byte[] of(int owner, int group, int mask, int others, Entry... named) {
    ByteBuffer out =
        ByteBuffer.allocate(4 + 8 * (4 + named.length)).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
    put(out, new Entry(1, owner, NO_ID));
    for (Entry entry : named) {
      if (entry.tag() == 2) {
        put(out, entry);
      }
    }
    put(out, new Entry(4, group, NO_ID));
    for (Entry entry : named) {
      if (entry.tag() == 8) {
        put(out, entry);
      }
    }
    put(out, new Entry(0x10, mask, NO_ID));
    put(out, new Entry(0x20, others, NO_ID));
    return out.array();
  }

  private static void put(ByteBuffer out, Entry entry) {
    out.putShort((short) entry.tag()).putShort((short) entry.permissions()).putInt(entry.id());
  }
}
