package io.ecsharden.host.linux;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The extended attributes of an open file (xattr(7)): access control lists and labels. */
public final class ExtendedAttributes {

  private ExtendedAttributes() {}

  /** The names of a file's extended attributes; none where the file system has no attributes. */
  public static List<String> names(int file) throws Errno {
    byte[] names = new byte[65536];
    int length;
    try {
      length =
          (int)
              Kernel.call(
                  "flistxattr", SystemCall.FLISTXATTR, (long) file, names, (long) names.length);
    } catch (Errno e) {
      if (e.number() == Errno.EOPNOTSUPP || e.number() == Errno.ENOSYS) {
        return List.of();
      }
      throw e;
    }
    List<String> list = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (names[i] == 0) {
        list.add(new String(names, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return list;
  }

  /** An extended attribute's value. */
  public static byte[] get(int file, String name) throws Errno {
    byte[] value = new byte[65536];
    long length =
        Kernel.call(
            name, SystemCall.FGETXATTR, (long) file, Kernel.path(name), value, (long) value.length);
    return Arrays.copyOf(value, (int) length);
  }

  /** Sets an extended attribute. */
  public static void set(int file, String name, byte[] value) throws Errno {
    byte[] some = value.length == 0 ? new byte[1] : value;
    Kernel.call(
        name, SystemCall.FSETXATTR, (long) file, Kernel.path(name), some, (long) value.length, 0L);
  }

  /** Removes an extended attribute, if the file has it. */
  public static void remove(int file, String name) throws Errno {
    try {
      Kernel.call(name, SystemCall.FREMOVEXATTR, (long) file, Kernel.path(name));
    } catch (Errno e) {
      if (e.number() != Errno.ENODATA) {
        throw e;
      }
    }
  }
}
