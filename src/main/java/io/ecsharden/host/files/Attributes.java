package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Kernel;
import java.util.List;

/**
 * Extended attributes: access control lists ({@code system.posix_acl_access}), the SELinux label
 * ({@code security.selinux}) and what users put there.
 */
final class Attributes {

  /** Made by the kernel for the content, which changes (security/integrity in Linux). */
  private static final List<String> OF_THE_CONTENT = List.of("security.ima", "security.evm");

  private Attributes() {}

  /**
   * Gives one file the attributes of another. A label that cannot be kept is a failure: a file that
   * the agent's domain may not read is worse than one that was not changed.
   */
  static void copy(int from, int to) throws Errno {
    for (String name : Kernel.attributes(from)) {
      if (OF_THE_CONTENT.contains(name)) {
        continue;
      }
      byte[] value = Kernel.attribute(from, name);
      if (!holds(to, name, value)) {
        Kernel.setAttribute(to, name, value);
      }
    }
  }

  /** A new file often has the right label already, and setting one can be forbidden. */
  private static boolean holds(int file, String name, byte[] value) {
    try {
      return java.util.Arrays.equals(value, Kernel.attribute(file, name));
    } catch (Errno e) {
      return false;
    }
  }
}
