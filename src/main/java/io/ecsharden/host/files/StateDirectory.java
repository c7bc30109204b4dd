package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code /var/lib/ecs-harden}. Only its owner can read it, and one run at a time locks it. */
public final class StateDirectory implements State {

  /** The instance's own path. */
  public static final String PATH = "/var/lib/ecs-harden";

  private static final String NEW = ".new";
  private static final int PRIVATE_DIRECTORY = 0700;
  private static final int PRIVATE_FILE = 0600;

  /** In bytes, and larger than any file that is written here. */
  private static final int MOST = 16 << 20;

  private final Path root;
  private final Directory directory;

  /** None where the state is only read. */
  private final Optional<StateLock> lock;

  private StateDirectory(Path root, Directory directory, Optional<StateLock> lock) {
    this.root = root;
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Locks a section of the state, which is made where it is missing.
   *
   * @param root where the instance's file system is for this process
   * @param holder what another run is told: who has the lock, and since when
   * @throws MachineException with {@code LOCKED} where another run has it, with {@code STATE} when
   *     the directory cannot be used
   */
  public static StateDirectory lock(Path root, StateSection section, String holder)
      throws IOException {
    try {
      return locked(root, section, holder);
    } catch (MachineException e) {
      throw ofState(e);
    }
  }

  private static StateDirectory locked(Path root, StateSection section, String holder)
      throws IOException {
    try (Directory parent = Directory.open(root, Path.of("var", "lib"), true)) {
      Directory directory = parent.child("ecs-harden", PRIVATE_DIRECTORY);
      try {
        keepPrivate(directory);
        StateDirectory state =
            new StateDirectory(
                root,
                directory,
                Optional.of(StateLock.take(directory, section.lock(), PRIVATE_FILE, holder)));
        state.tidy(section);
        return state;
      } catch (Errno e) {
        directory.close();
        throw MachineErrors.of(PATH, e);
      } catch (IOException e) {
        directory.close();
        throw e;
      }
    }
  }

  /** The state for reading, without a lock; nothing where there is none. */
  public static Optional<StateDirectory> look(Path root) throws IOException {
    if (!has(root, "")) {
      return Optional.empty();
    }
    try (Directory parent = Directory.open(root, Path.of("var", "lib"), false)) {
      return Optional.of(new StateDirectory(root, parent.child("ecs-harden", 0), Optional.empty()));
    } catch (MachineException e) {
      throw ofState(e);
    }
  }

  private static MachineException ofState(MachineException e) {
    return switch (e.kind()) {
      case UNSAFE, FAILED -> new MachineException(MachineException.Kind.STATE, e.getMessage());
      case PERMISSION, CHANGED, LOCKED, UNRECORDED, NOT_RESTORED, STATE -> e;
    };
  }

  /** Whether the state has a file; true where this process may not look. Makes nothing. */
  public static boolean has(Path root, String name) {
    try {
      Kernel.status(Kernel.NO_DIRECTORY, root + PATH + "/" + name);
      return true;
    } catch (Errno e) {
      return e.number() != Errno.ENOENT && e.number() != Errno.ENOTDIR;
    }
  }

  private static void keepPrivate(Directory directory) throws Errno, MachineException {
    FileStatus status = Kernel.status(directory.descriptor());
    if (status.uid() != Kernel.effectiveUser()) {
      throw new MachineException(
          MachineException.Kind.UNSAFE,
          PATH + " belongs to the user " + status.uid() + ", not to the user that runs this");
    }
    if (status.permissions() != PRIVATE_DIRECTORY) {
      Kernel.changeMode(directory.descriptor(), PRIVATE_DIRECTORY);
    }
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    return at(
        name,
        (folder, file) -> {
          if (folder.status(file).isEmpty()) {
            return Optional.empty();
          }
          int opened =
              Kernel.open(
                  folder.descriptor(),
                  file,
                  Kernel.READ_ONLY | Kernel.NO_FOLLOW | Kernel.NON_BLOCKING,
                  0);
          try {
            return Optional.of(Kernel.readAll(opened, MOST));
          } finally {
            Kernel.close(opened);
          }
        });
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    at(
        name,
        (folder, file) -> {
          String temporary = "." + file + NEW;
          try {
            writeSynced(folder, temporary, Kernel.TRUNCATE, content);
            Kernel.replace(folder.descriptor(), temporary, file);
          } catch (Errno e) {
            unlinkQuietly(folder, temporary);
            throw e;
          }
          folder.sync();
          return file;
        });
  }

  @Override
  public void append(String name, byte[] line) throws IOException {
    at(
        name,
        (folder, file) -> {
          writeSynced(folder, file, Kernel.APPEND, line);
          return file;
        });
  }

  /** Frees the space: the disk may be full. */
  private static void unlinkQuietly(Directory folder, String file) {
    try {
      Kernel.unlink(folder.descriptor(), file);
    } catch (Errno e) {
      // the next run removes it
    }
  }

  private static void writeSynced(Directory folder, String file, int how, byte[] content)
      throws Errno {
    int opened =
        Kernel.open(
            folder.descriptor(),
            file,
            Kernel.WRITE_ONLY | Kernel.CREATE | how | Kernel.NO_FOLLOW,
            PRIVATE_FILE);
    try {
      Kernel.writeAll(opened, content);
      Kernel.sync(opened);
    } finally {
      Kernel.close(opened);
    }
  }

  @Override
  public void remove(String name) throws IOException {
    at(
        name,
        (folder, file) -> {
          if (folder.status(file).isPresent()) {
            Kernel.unlink(folder.descriptor(), file);
            folder.sync();
          }
          return file;
        });
  }

  @Override
  public List<String> names(String folder) throws IOException {
    return !has(root, folder)
        ? List.of()
        : at(
            folder + "/",
            (opened, nothing) ->
                Kernel.names(opened.descriptor()).stream()
                    .filter(name -> !name.startsWith("."))
                    .toList());
  }

  /** Removes what an interrupted run left half-written. */
  private void tidy(StateSection section) throws IOException {
    for (String folder : section.folders()) {
      if (folder.isEmpty() || has(root, folder)) {
        at(
            folder.isEmpty() ? folder : folder + "/",
            (opened, nothing) -> {
              for (String name : Kernel.names(opened.descriptor())) {
                if (name.startsWith(".") && name.endsWith(NEW)) {
                  Kernel.unlink(opened.descriptor(), name);
                }
              }
              return folder;
            });
      }
    }
  }

  private interface Work<T> {
    T in(Directory folder, String file) throws IOException;
  }

  /** Runs work in the folder of a name. */
  private <T> T at(String name, Work<T> work) throws IOException {
    int slash = name.indexOf('/');
    try {
      if (slash < 0) {
        return work.in(directory, name);
      }
      try (Directory folder = directory.child(name.substring(0, slash), PRIVATE_DIRECTORY)) {
        return work.in(folder, name.substring(slash + 1));
      }
    } catch (Errno e) {
      throw MachineErrors.of(PATH + "/" + name, e);
    }
  }

  @Override
  public void close() {
    lock.ifPresent(StateLock::close);
    directory.close();
  }
}
