package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;

/** Turns the kernel's errors into a line for people, with advice where there is one. */
final class MachineErrors {

  private MachineErrors() {}

  static MachineException of(String path, Errno e) {
    MachineException.Kind kind =
        e.isPermission() ? MachineException.Kind.PERMISSION : MachineException.Kind.FAILED;
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
    return new MachineException(kind, path + ": " + e.reason() + advice);
  }
}
