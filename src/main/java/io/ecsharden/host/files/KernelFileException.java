package io.ecsharden.host.files;

import java.io.IOException;

/** A path leads to a file of the kernel, of procfs for example, and not to one on a disk. */
final class KernelFileException extends IOException {

  private static final long serialVersionUID = 1L;

  KernelFileException() {
    super("it leads to a file of the kernel");
  }
}
