package io.ecsharden.host.files;

import io.ecsharden.host.linux.DirectoryNames;
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

  private static final int PRIVATE_DIRECTORY = 0700;

  private final Directory directory;

  /** None where the state is only read. */
  private final Optional<StateLock> lock;

  private StateDirectory(Directory directory, Optional<StateLock> lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Locks a section of the state, which is made where it is missing.
   *
   * @param root where the instance's file system is for this process
   * @param holder what another run can read: who has the lock, and since when
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
      Optional<StateLock> lock = Optional.empty();
      try {
        keepPrivate(directory);
        lock = Optional.of(StateLock.take(directory, section.lock(), holder));
        StateDirectory state = new StateDirectory(directory, lock);
        state.check(section);
        return state;
      } catch (IOException e) {
        lock.ifPresent(StateLock::close);
        directory.close();
        throw e instanceof Errno errno ? MachineErrors.of(PATH, errno) : e;
      }
    }
  }

  /** The state for reading, without a lock; nothing where there is none. */
  public static Optional<StateDirectory> look(Path root) throws IOException {
    if (!has(root, "")) {
      return Optional.empty();
    }
    try (Directory parent = Directory.open(root, Path.of("var", "lib"), false)) {
      Directory directory = parent.child("ecs-harden", 0);
      try {
        StateFile.checkDirectory(PATH, Kernel.status(directory.descriptor()));
        return Optional.of(new StateDirectory(directory, Optional.empty()));
      } catch (IOException e) {
        directory.close();
        throw e instanceof Errno errno ? MachineErrors.of(PATH, errno) : e;
      }
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

  /** What others can only read becomes private. What they can write is refused. */
  private static void keepPrivate(Directory directory) throws Errno, MachineException {
    FileStatus status = Kernel.status(directory.descriptor());
    StateFile.checkDirectory(PATH, status);
    if (status.permissions() != PRIVATE_DIRECTORY) {
      Kernel.changeMode(directory.descriptor(), PRIVATE_DIRECTORY);
    }
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    return at(name, StateFile::read);
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    at(
        name,
        (folder, file) -> {
          StateFile.replace(folder, file, content);
          return file;
        });
  }

  @Override
  public void append(String name, byte[] line) throws IOException {
    at(
        name,
        (folder, file) -> {
          StateFile.append(folder, file, line);
          return file;
        });
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
    return !has(folder)
        ? List.of()
        : at(
            folder + "/",
            (opened, nothing) ->
                DirectoryNames.of(opened.descriptor()).stream()
                    .filter(name -> !name.startsWith("."))
                    .toList());
  }

  private boolean has(String folder) throws MachineException {
    try {
      return directory.status(folder).isPresent();
    } catch (Errno e) {
      throw MachineErrors.of(directory.path(folder), e);
    }
  }

  /**
   * Removes what an interrupted run left half-written, and refuses a section in which anything
   * cannot be trusted. A run must not find that out after it has changed a file.
   */
  private void check(StateSection section) throws IOException {
    for (String folder : section.folders()) {
      if (folder.isEmpty() || has(folder)) {
        at(
            folder.isEmpty() ? folder : folder + "/",
            (opened, nothing) -> {
              for (String name : DirectoryNames.of(opened.descriptor())) {
                StateFile.check(opened, name);
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
        StateFile.checkDirectory(
            directory.path(name.substring(0, slash)), Kernel.status(folder.descriptor()));
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
