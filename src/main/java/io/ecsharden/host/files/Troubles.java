package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.Trouble;

/** From the kernel's reason to a line for people. */
final class Troubles {

  private Troubles() {}

  static Trouble of(String path, Errno e) {
    Trouble.Kind kind = e.isPermission() ? Trouble.Kind.PERMISSION : Trouble.Kind.FAILED;
    String advice =
        switch (e.number()) {
          case Errno.EBUSY ->
              "; it is a mount of its own, which cannot be replaced: mount its directory instead";
          case Errno.ELOOP -> ", which is not followed";
          case Errno.ENOTDIR -> " (a symbolic link is not followed)";
          case Errno.EACCES -> Kernel.effectiveUser() == 0 ? "" : "; run as root";
          case Errno.EPERM -> "; is it immutable (lsattr)?";
          default -> "";
        };
    return new Trouble(kind, path + ": " + e.reason() + advice);
  }
}
