package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.ExtendedAttributes;
import java.util.List;

/**
 * Extended attributes: access control lists ({@code system.posix_acl_access}), the SELinux label
 * ({@code security.selinux}) and those of users.
 */
final class Attributes {

  /** The kernel computes these from the content, which changes (Linux, security/integrity). */
  private static final List<String> OF_THE_CONTENT = List.of("security.ima", "security.evm");

  private static final String LABEL = "security.selinux";

  private Attributes() {}

  /**
   * Gives a file exactly the attributes of another one. A label that cannot be copied is an error:
   * a file that the agent's domain may not read is worse than an unchanged file.
   *
   * @param to a new file, which has an access control list of its own where its directory has a
   *     default one
   */
  static void copy(int from, int to) throws Errno {
    List<String> names = ExtendedAttributes.names(from);
    for (String name : ExtendedAttributes.names(to)) {
      // every file has a label where labels are in use
      if (!names.contains(name) && !OF_THE_CONTENT.contains(name) && !name.equals(LABEL)) {
        ExtendedAttributes.remove(to, name);
      }
    }
    for (String name : names) {
      if (OF_THE_CONTENT.contains(name)) {
        continue;
      }
      byte[] value = ExtendedAttributes.get(from, name);
      if (!holds(to, name, value)) {
        ExtendedAttributes.set(to, name, value);
      }
    }
  }

  /** A new file often has the right label already, and to set a label can be forbidden. */
  private static boolean holds(int file, String name, byte[] value) {
    try {
      return java.util.Arrays.equals(value, ExtendedAttributes.get(file, name));
    } catch (Errno e) {
      return false;
    }
  }
}
