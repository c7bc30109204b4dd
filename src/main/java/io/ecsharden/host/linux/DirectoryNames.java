package io.ecsharden.host.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lists directories. */
public final class DirectoryNames {

  /** A directory of more names is not one that this program reads. */
  private static final int MOST_NAMES = 20_000;

  /** Most directories at once. */
  private static final int BUFFER = 4096;

  private DirectoryNames() {}

  /** The names in an open directory, sorted, without {@code .} and {@code ..}. */
  public static List<String> of(int directory) throws Errno {
    List<String> names = new ArrayList<>();
    byte[] buffer = new byte[BUFFER];
    int length = 1;
    while (length > 0) {
      length =
          (int)
              Kernel.call(
                  "getdents",
                  SystemCall.GETDENTS64,
                  (long) directory,
                  buffer,
                  (long) buffer.length);
      // struct linux_dirent64 (getdents64(2)): the record's length at 16, the name from 19
      ByteBuffer entries = ByteBuffer.wrap(buffer).order(ByteOrder.nativeOrder());
      for (int at = 0; at < length; at += entries.getShort(at + 16) & 0xffff) {
        int end = at + 19;
        while (buffer[end] != 0) {
          end++;
        }
        names.add(new String(buffer, at + 19, end - at - 19, StandardCharsets.UTF_8));
        if (names.size() > MOST_NAMES) {
          throw new Errno("getdents", Errno.EOVERFLOW);
        }
      }
    }
    names.removeAll(List.of(".", ".."));
    Collections.sort(names);
    return names;
  }
}
