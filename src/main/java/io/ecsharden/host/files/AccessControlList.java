package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.ExtendedAttributes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may write by an access control list (acl(5); Linux 6.12, {@code
 * include/uapi/linux/posix_acl_xattr.h}).
 *
 * @param groupWrites whether the owning group may
 * @param writers named users and groups that may, without root
 */
record AccessControlList(boolean groupWrites, List<String> writers) {

  private static final String ATTRIBUTE = "system.posix_acl_access";

  private static final int VERSION = 2;
  private static final int ENTRY_BYTES = 8;
  private static final int WRITE = 2;

  private static final int USER = 0x02;
  private static final int OWNING_GROUP = 0x04;
  private static final int GROUP = 0x08;
  private static final int MASK = 0x10;

  /** The list of an open file; nothing where the permission bits say everything. */
  static Optional<AccessControlList> of(int file) throws Errno {
    try {
      return parse(ExtendedAttributes.get(file, ATTRIBUTE));
    } catch (Errno e) {
      return switch (e.number()) {
        case Errno.ENODATA, Errno.EOPNOTSUPP, Errno.ENOSYS -> Optional.empty();
        default -> throw e;
      };
    }
  }

  /** Reads the attribute's value; nothing where it has a form that is not known. */
  static Optional<AccessControlList> parse(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    if (value.length < Integer.BYTES || in.getInt() != VERSION) {
      return Optional.empty();
    }
    int mask = WRITE;
    boolean group = false;
    List<String> writers = new ArrayList<>();
    while (in.remaining() >= ENTRY_BYTES) {
      int tag = in.getShort() & 0xffff;
      int permissions = in.getShort() & 0xffff;
      int id = in.getInt();
      boolean writes = (permissions & WRITE) != 0;
      switch (tag) {
        case USER, GROUP -> {
          if (writes && id != 0) {
            writers.add((tag == USER ? "user " : "group ") + Integer.toUnsignedString(id));
          }
        }
        case OWNING_GROUP -> group = writes;
        case MASK -> mask = permissions & WRITE;
        default -> {}
      }
    }
    return Optional.of(
        mask == 0
            ? new AccessControlList(false, List.of())
            : new AccessControlList(group, List.copyOf(writers)));
  }
}
