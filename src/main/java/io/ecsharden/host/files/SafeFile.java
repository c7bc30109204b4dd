package io.ecsharden.host.files;

import io.ecsharden.facts.FileFact;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.NewContent;
import io.ecsharden.machine.Target;
import java.util.Arrays;
import java.util.Optional;

/** A file of the instance, by its name in an open directory. */
final class SafeFile implements Target {

  private final Directory directory;
  private final String name;
  private final FileFact fact;

  /** The file's status when it was read; nothing where there was no file. */
  private final Optional<FileStatus> read;

  private Optional<Staged> staged = Optional.empty();

  private record Staged(String name, NewContent content, FileStatus status) {}

  private SafeFile(Directory directory, String name, FileFact fact, Optional<FileStatus> read) {
    this.directory = directory;
    this.name = name;
    this.fact = fact;
    this.read = read;
  }

  /**
   * Reads a file, and refuses what cannot be replaced safely.
   *
   * @param path the instance's path, for messages
   */
  static SafeFile open(Directory directory, String name, String path) throws MachineException {
    try {
      Optional<FileStatus> there = directory.status(name);
      if (there.isEmpty()) {
        return new SafeFile(directory, name, new FileFact.Absent(path), there);
      }
      refuse(path, there.get());
      int file = open(directory, name);
      try {
        FileStatus status = Kernel.status(file);
        refuse(path, status);
        byte[] bytes = Kernel.readAll(file, FileFact.MOST_BYTES + 1);
        if (bytes.length > FileFact.MOST_BYTES) {
          throw unsafe(path, "has more than " + FileFact.MOST_BYTES + " bytes");
        }
        FileFact.Content content =
            new FileFact.Content(path, bytes, status.permissions(), status.uid(), status.gid());
        return new SafeFile(directory, name, content, Optional.of(status));
      } finally {
        Kernel.close(file);
      }
    } catch (Errno e) {
      throw MachineErrors.of(path, e);
    }
  }

  /** Opens what has the name now. Follows no link, and does not block on a FIFO. */
  private static int open(Directory directory, String name) throws Errno {
    return Kernel.open(
        directory.descriptor(), name, Kernel.READ_ONLY | Kernel.NO_FOLLOW | Kernel.NON_BLOCKING, 0);
  }

  private static void refuse(String path, FileStatus status) throws MachineException {
    if (status.isLink()) {
      throw unsafe(path, "is a symbolic link");
    }
    if (!status.isFile()) {
      throw unsafe(path, "is not a regular file");
    }
    if (status.links() > 1) {
      throw unsafe(
          path,
          "has "
              + status.links()
              + " names (hard links), and a change would reach only one of them: remove the"
              + " others");
    }
    if (status.isMountRoot()) {
      throw unsafe(
          path, "is a mount of its own, which cannot be replaced: mount its directory instead");
    }
  }

  private static MachineException unsafe(String path, String what) {
    return new MachineException(MachineException.Kind.UNSAFE, path + " " + what);
  }

  @Override
  public FileFact fact() {
    return fact;
  }

  @Override
  public int uid() {
    return read.map(FileStatus::uid).orElseGet(Kernel::effectiveUser);
  }

  @Override
  public int gid() {
    return read.map(FileStatus::gid).orElseGet(Kernel::effectiveGroup);
  }

  @Override
  public void stage(String temporary, NewContent content) throws MachineException {
    try {
      int file =
          Kernel.open(
              directory.descriptor(),
              temporary,
              Kernel.WRITE_ONLY | Kernel.CREATE | Kernel.EXCLUSIVE | Kernel.NO_FOLLOW,
              0600);
      try {
        Kernel.writeAll(file, content.bytes());
        FileStatus made = Kernel.status(file);
        if (made.uid() != content.uid() || made.gid() != content.gid()) {
          Kernel.changeOwner(file, content.uid(), content.gid());
        }
        copyAttributes(file);
        // after the access control list, whose mask is the group's permission bits
        Kernel.changeMode(file, content.mode());
        Kernel.sync(file);
        staged = Optional.of(new Staged(temporary, content, Kernel.status(file)));
      } finally {
        Kernel.close(file);
      }
    } catch (Errno e) {
      discardQuietly(temporary);
      throw MachineErrors.of(fact.path(), e);
    }
  }

  private void copyAttributes(int to) throws Errno {
    if (read.isEmpty()) {
      return;
    }
    int from = open(directory, name);
    try {
      Attributes.copy(from, to);
    } finally {
      Kernel.close(from);
    }
  }

  @Override
  public void commit() throws MachineException {
    Staged wanted = staged.orElseThrow();
    try {
      checkUnchanged();
      if (read.isEmpty()) {
        giveName(wanted.name());
      } else {
        Kernel.replace(directory.descriptor(), wanted.name(), name);
      }
      directory.sync();
      readBack(wanted);
    } catch (Errno e) {
      throw MachineErrors.of(fact.path(), e);
    }
  }

  /** Does not replace a file that another process makes in this moment. */
  private void giveName(String temporary) throws Errno, MachineException {
    try {
      Kernel.renameToNew(directory.descriptor(), temporary, name);
    } catch (Errno e) {
      switch (e.number()) {
        // not every file system has this (renameat2(2))
        case Errno.EINVAL, Errno.ENOSYS -> Kernel.replace(directory.descriptor(), temporary, name);
        case Errno.EEXIST -> throw changed();
        default -> throw e;
      }
    }
  }

  private void checkUnchanged() throws Errno, MachineException {
    Optional<FileStatus> now = directory.status(name);
    boolean same =
        read.isEmpty() ? now.isEmpty() : now.filter(s -> s.isSame(read.get())).isPresent();
    if (!same) {
      throw changed();
    }
  }

  private MachineException changed() {
    return new MachineException(
        MachineException.Kind.CHANGED,
        fact.path() + " was changed by somebody else since it was read; run it again");
  }

  private void readBack(Staged wanted) throws Errno, MachineException {
    int file = open(directory, name);
    try {
      byte[] bytes = Kernel.readAll(file, FileFact.MOST_BYTES + 1);
      boolean same =
          Kernel.status(file).isSame(wanted.status())
              && Arrays.equals(bytes, wanted.content().bytes());
      if (!same) {
        throw new MachineException(
            MachineException.Kind.FAILED,
            fact.path() + ": what was written is not what is read back");
      }
    } finally {
      Kernel.close(file);
    }
  }

  @Override
  public void remove() throws MachineException {
    try {
      checkUnchanged();
      Kernel.unlink(directory.descriptor(), name);
      directory.sync();
    } catch (Errno e) {
      throw MachineErrors.of(fact.path(), e);
    }
  }

  @Override
  public void discard(String temporary) throws MachineException {
    directory.discard(temporary);
  }

  private void discardQuietly(String temporary) {
    try {
      Kernel.unlink(directory.descriptor(), temporary);
    } catch (Errno e) {
      // the journal names it, so the next run removes it
    }
  }

  @Override
  public void close() {
    directory.close();
  }
}
