package io.ecsharden.host.files;

import io.ecsharden.facts.Access;
import io.ecsharden.facts.AccessFacts;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An open directory of the instance. It was opened name by name from the root, without following a
 * link. Only root and the user of this process can change the entries in it and above it.
 */
final class Directory implements Closeable {

  private static final int GROUP_WRITES = 0020;

  /** -1 once it is closed, because the kernel gives the number to the next file. */
  private int descriptor;

  private final String path;

  private Directory(int descriptor, String path) {
    this.descriptor = descriptor;
    this.path = path;
  }

  /**
   * Opens a directory.
   *
   * @param root the instance's root for this process, without links
   * @param names the path from the root, without links and {@code ..}
   * @param create whether to make missing directories, with mode 0755
   */
  static Directory open(Path root, Path names, boolean create) throws MachineException {
    Directory here = new Directory(openRoot(root), "/");
    try {
      here.check(names.toString().isEmpty());
      for (int i = 0; i < names.getNameCount() && !names.toString().isEmpty(); i++) {
        Directory next = here.child(names.getName(i).toString(), create ? 0755 : 0);
        here.close();
        here = next;
        here.check(i == names.getNameCount() - 1);
      }
      return here;
    } catch (MachineException e) {
      here.close();
      throw e;
    }
  }

  private static int openRoot(Path root) throws MachineException {
    try {
      return Kernel.open(
          Kernel.NO_DIRECTORY, root.toString(), Kernel.READ_ONLY | Kernel.DIRECTORY, 0);
    } catch (Errno e) {
      throw MachineErrors.of(root.toString(), e);
    }
  }

  /**
   * A directory in this one.
   *
   * @param mode the permission bits to make a missing directory with; 0 to make none
   */
  Directory child(String name, int mode) throws MachineException {
    try {
      if (mode != 0 && status(name).isEmpty()) {
        make(name, mode);
      }
      return new Directory(
          Kernel.open(descriptor, name, Kernel.READ_ONLY | Kernel.DIRECTORY | Kernel.NO_FOLLOW, 0),
          path(name));
    } catch (Errno e) {
      throw MachineErrors.of(path(name), e);
    }
  }

  private void make(String name, int mode) throws Errno {
    try {
      Kernel.makeDirectory(descriptor, name, mode);
    } catch (Errno e) {
      // another run may have made it in between
      if (e.number() != Errno.EEXIST) {
        throw e;
      }
    }
    Kernel.sync(descriptor);
  }

  /** Refuses a directory that others can write: they can swap files in it at any time. */
  private void check(boolean last) throws MachineException {
    Access access;
    try {
      FileStatus status = Kernel.status(descriptor);
      access =
          AccessReader.of(
              path,
              status,
              (status.mode() & GROUP_WRITES) == 0
                  ? Optional.empty()
                  : AccessControlList.of(descriptor));
    } catch (Errno e) {
      throw MachineErrors.of(path, e);
    }
    Optional<Access.Intruder> intruder =
        access.intruder(last, Kernel.effectiveUser(), Kernel.effectiveGroup());
    if (intruder.isPresent()) {
      throw new MachineException(
          MachineException.Kind.UNSAFE, AccessFacts.refusal(access, intruder.get()));
    }
  }

  int descriptor() {
    return descriptor;
  }

  /** The instance's own path of something in this directory. */
  String path(String name) {
    return path.equals("/") ? "/" + name : path + "/" + name;
  }

  /** The status of a name, links not followed; nothing where there is no such name. */
  Optional<FileStatus> status(String name) throws Errno {
    try {
      return Optional.of(Kernel.status(descriptor, name));
    } catch (Errno e) {
      if (e.number() == Errno.ENOENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Removes a file that may be there. */
  void discard(String name) throws MachineException {
    try {
      // a read-only file system refuses to remove even what does not exist
      if (status(name).isPresent()) {
        Kernel.unlink(descriptor, name);
        sync();
      }
    } catch (Errno e) {
      throw MachineErrors.of(path(name), e);
    }
  }

  /** Writes its names to the disk. */
  void sync() throws Errno {
    Kernel.sync(descriptor);
  }

  @Override
  public void close() {
    if (descriptor >= 0) {
      Kernel.close(descriptor);
      descriptor = -1;
    }
  }
}
