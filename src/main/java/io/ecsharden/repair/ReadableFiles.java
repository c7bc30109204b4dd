package io.ecsharden.repair;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.machine.MachineException;

/** A file that was not read may set anything, so nothing is changed without it. */
final class ReadableFiles {

  private ReadableFiles() {}

  /**
   * Stops a run that could not read a file.
   *
   * @throws MachineException {@code PERMISSION} or {@code FAILED}
   */
  static void need(HostFacts host) throws MachineException {
    for (FileFact file : host.files().values()) {
      if (file instanceof FileFact.Unreadable unreadable) {
        switch (unreadable.cause()) {
          case NO_PERMISSION -> throw unread(MachineException.Kind.PERMISSION, unreadable);
          case CHANGING -> throw unread(MachineException.Kind.CHANGED, unreadable);
          case IO_ERROR -> throw unread(MachineException.Kind.FAILED, unreadable);
          case DIRECTORY, FIFO, NOT_REGULAR, KERNEL_FILE, SYMLINK_LOOP, TOO_LARGE -> {}
        }
      }
    }
  }

  private static MachineException unread(MachineException.Kind kind, FileFact.Unreadable file) {
    return new MachineException(
        kind, file.path() + ": " + file.detail() + "; nothing is changed while it cannot be read");
  }
}
