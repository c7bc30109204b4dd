package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.MachineException.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of this process's own file system that is written as a whole or not at all: into a new
 * file beside it, which then takes its name. A file that is there keeps its mode. A symbolic link,
 * a directory, a FIFO or a device is refused.
 */
public final class OutputFile {

  private static final int PUBLIC_FILE = 0666; // less the umask, as a shell's redirection
  private static final int PRIVATE_FILE = 0600;

  private final Path path;
  private final String directory;
  private final String name;
  private final int mode;

  private OutputFile(Path path, boolean secret) {
    this.path = path;
    this.directory = String.valueOf(path.getParent());
    this.name = String.valueOf(path.getFileName());
    this.mode = secret ? PRIVATE_FILE : PUBLIC_FILE;
  }

  /**
   * Looks whether a file can be written there, and changes nothing.
   *
   * @param secret whether a new file is for its owner alone
   */
  public static OutputFile check(String text, boolean secret) throws MachineException {
    Path path;
    try {
      path = Path.of(text).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new MachineException(Kind.UNSAFE, text + ": this is not a path");
    }
    if (path.getFileName() == null || text.endsWith("/")) {
      throw new MachineException(Kind.UNSAFE, text + ": this is a directory; write a file's name");
    }
    OutputFile file = new OutputFile(path, secret);
    int opened = file.openDirectory();
    try {
      file.there(opened);
      return file;
    } finally {
      Kernel.close(opened);
    }
  }

  /** Replaces the file, and brings it to the disk. */
  public void write(byte[] content) throws MachineException {
    int opened = openDirectory();
    String temporary = ".ecs-harden-" + Kernel.process() + ".new";
    boolean made = false;
    try {
      Optional<FileStatus> there = there(opened);
      // of a run with this number that was killed
      discard(opened, temporary);
      int flags = Kernel.WRITE_ONLY | Kernel.CREATE | Kernel.EXCLUSIVE | Kernel.NO_FOLLOW;
      int file = Kernel.open(opened, temporary, flags, mode);
      made = true;
      try {
        if (there.isPresent()) {
          Kernel.changeMode(file, there.get().permissions());
        }
        Kernel.writeAll(file, content);
        Kernel.sync(file);
      } finally {
        Kernel.close(file);
      }
      Kernel.replace(opened, temporary, name);
      made = false;
      Kernel.sync(opened);
    } catch (Errno e) {
      throw MachineErrors.of(path.toString(), e);
    } finally {
      if (made) {
        discard(opened, temporary);
      }
      Kernel.close(opened);
    }
  }

  private int openDirectory() throws MachineException {
    try {
      return Kernel.open(Kernel.NO_DIRECTORY, directory, Kernel.READ_ONLY | Kernel.DIRECTORY, 0);
    } catch (Errno e) {
      throw MachineErrors.of(directory, e);
    }
  }

  /** The file that is there; nothing where the name is free. */
  private Optional<FileStatus> there(int opened) throws MachineException {
    FileStatus status;
    try {
      status = Kernel.status(opened, name);
    } catch (Errno e) {
      if (e.number() == Errno.ENOENT) {
        return Optional.empty();
      }
      throw MachineErrors.of(path.toString(), e);
    }
    if (status.isFile()) {
      return Optional.of(status);
    }
    throw new MachineException(
        Kind.UNSAFE,
        path
            + (status.isLink()
                ? ": this is a symbolic link; write the name of the file itself"
                : status.isDirectory()
                    ? ": this is a directory; write a file's name"
                    : ": this is not a regular file; write a file's name"));
  }

  private static void discard(int directory, String temporary) {
    try {
      Kernel.unlink(directory, temporary);
    } catch (Errno e) {
      // not there, or not ours: making the file says which
    }
  }
}
