package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import java.io.IOException;
import java.util.Optional;

/**
 * What the state directory holds is input. Root acts on it, so nobody but root, or the user of this
 * process, may have written it. What fails a check here is refused and stays as it is.
 */
final class StateFile {

  /** In bytes, and larger than any file that is written here. */
  static final int MOST = 16 << 20;

  private static final String NEW = ".new";
  private static final int PRIVATE = 0600;
  private static final int OTHERS_WRITE = 0022;

  private StateFile() {}

  /**
   * Opens a file of the state. It does not block, and follows no link.
   *
   * @param flags for {@link Kernel#open}; a file that is made is for its owner alone
   * @throws MachineException with {@code STATE} where the file cannot be trusted; then it is
   *     neither read nor changed
   */
  static int open(Directory folder, String name, int flags) throws Errno, MachineException {
    String path = folder.path(name);
    Optional<FileStatus> there = folder.status(name);
    if (there.isPresent()) {
      // before it is opened: to open a device can have an effect of its own
      checkFile(path, there.get());
    }
    int all = flags | Kernel.NO_FOLLOW | Kernel.NON_BLOCKING;
    int file = Kernel.open(folder.descriptor(), name, all, PRIVATE);
    try {
      checkFile(path, Kernel.status(file));
      return file;
    } catch (Errno | MachineException e) {
      Kernel.close(file);
      throw e;
    }
  }

  /** A file's content; nothing where there is no file. */
  static Optional<byte[]> read(Directory folder, String name) throws IOException {
    if (folder.status(name).isEmpty()) {
      return Optional.empty();
    }
    int file = open(folder, name, Kernel.READ_ONLY);
    try {
      byte[] bytes = Kernel.readAll(file, MOST + 1);
      if (bytes.length > MOST) {
        throw refused(folder.path(name), "has more than " + MOST + " bytes", "move it away");
      }
      return Optional.of(bytes);
    } finally {
      Kernel.close(file);
    }
  }

  /** Writes a whole new file, which then takes the name. */
  static void replace(Directory folder, String name, byte[] content) throws IOException {
    Optional<FileStatus> there = folder.status(name);
    if (there.isPresent()) {
      checkFile(folder.path(name), there.get());
    }
    String temporary = "." + name + NEW;
    if (folder.status(temporary).isPresent()) {
      Kernel.unlink(folder.descriptor(), temporary);
    }
    try {
      write(folder, temporary, Kernel.EXCLUSIVE, content);
      Kernel.replace(folder.descriptor(), temporary, name);
    } catch (IOException e) {
      unlinkQuietly(folder, temporary);
      throw e;
    }
    folder.sync();
  }

  /** Adds to a file, which is made where it is missing. */
  static void append(Directory folder, String name, byte[] line) throws IOException {
    write(folder, name, Kernel.APPEND, line);
  }

  private static void write(Directory folder, String name, int how, byte[] content)
      throws IOException {
    int file = open(folder, name, Kernel.WRITE_ONLY | Kernel.CREATE | how);
    try {
      Kernel.writeAll(file, content);
      Kernel.sync(file);
    } finally {
      Kernel.close(file);
    }
  }

  /** Frees the space: the disk may be full. */
  private static void unlinkQuietly(Directory folder, String name) {
    try {
      Kernel.unlink(folder.descriptor(), name);
    } catch (Errno e) {
      // the next run removes it
    }
  }

  /** Refuses an entry of a folder that cannot be trusted; removes one that is half-written. */
  static void check(Directory folder, String name) throws Errno, MachineException {
    if (name.startsWith(".") && name.endsWith(NEW)) {
      Kernel.unlink(folder.descriptor(), name);
      return;
    }
    Optional<FileStatus> status = folder.status(name);
    if (status.isEmpty()) {
      // a run that holds another section has removed it
      return;
    }
    if (status.get().isDirectory()) {
      checkDirectory(folder.path(name), status.get());
    } else {
      checkFile(folder.path(name), status.get());
    }
  }

  /** Refuses what is not a regular file with one name that only a trusted user can write. */
  static void checkFile(String path, FileStatus status) throws MachineException {
    if (status.isLink()) {
      throw refused(path, "is a symbolic link", "move it away");
    }
    if (!status.isFile()) {
      throw refused(path, "is not a regular file", "move it away");
    }
    if (status.links() > 1) {
      throw refused(path, "has " + status.links() + " names (hard links)", "move it away");
    }
    checkWriters(path, status);
  }

  /** Refuses a directory that somebody else can write, or owns. */
  static void checkDirectory(String path, FileStatus status) throws MachineException {
    if (!status.isDirectory()) {
      throw refused(path, "is not a directory", "move it away");
    }
    checkWriters(path, status);
  }

  private static void checkWriters(String path, FileStatus status) throws MachineException {
    if (status.uid() != 0 && status.uid() != Kernel.effectiveUser()) {
      throw refused(
          path,
          "belongs to the user " + Integer.toUnsignedString(status.uid()),
          "check what it holds, then give it to root (chown -R root:root) or move it away");
    }
    if ((status.permissions() & OTHERS_WRITE) != 0) {
      throw refused(
          path,
          "can be written by others (its mode is 0"
              + Integer.toOctalString(status.permissions())
              + ")",
          "check what it holds, then run chmod -R go-w on it or move it away");
    }
  }

  private static MachineException refused(String path, String what, String remedy) {
    return new MachineException(
        MachineException.Kind.STATE, path + " " + what + " and is not trusted: " + remedy);
  }
}
