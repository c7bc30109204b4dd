package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code /var/lib/ecs-harden}: readable for its owner alone, and one run's at a time. */
public final class StateDirectory implements State {

  /** The instance's own path. */
  public static final String PATH = "/var/lib/ecs-harden";

  private static final String NEW = ".new";
  private static final int UNLOCKED = -1;
  private static final int PRIVATE_DIRECTORY = 0700;
  private static final int PRIVATE_FILE = 0600;

  /** Larger than any file that is written here. */
  private static final int MOST = 16 << 20;

  private final Path root;
  private final Directory directory;
  private int lock;

  private StateDirectory(Path root, Directory directory, int lock) {
    this.root = root;
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Takes a part of the state, made where it is missing.
   *
   * @param root where the instance's file system is for this process
   * @param holder what another run is told: who has the lock, and since when
   * @throws MachineException with {@code LOCKED} when another run has it, with {@code STATE} when
   *     the directory cannot be used
   */
  public static StateDirectory lock(Path root, StateSection part, String holder)
      throws IOException {
    try {
      return locked(root, part, holder);
    } catch (MachineException e) {
      throw ofState(e);
    }
  }

  private static StateDirectory locked(Path root, StateSection part, String holder)
      throws IOException {
    try (Directory parent = Directory.open(root, Path.of("var", "lib"), true)) {
      Directory directory = parent.child("ecs-harden", PRIVATE_DIRECTORY);
      try {
        keepPrivate(directory);
        StateDirectory state =
            new StateDirectory(root, directory, lock(directory, part.lock(), holder));
        state.tidy(part);
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

  /** The state as it is, to be read without the lock; nothing where there is none. */
  public static Optional<StateDirectory> look(Path root) throws IOException {
    if (!has(root, "")) {
      return Optional.empty();
    }
    try (Directory parent = Directory.open(root, Path.of("var", "lib"), false)) {
      return Optional.of(new StateDirectory(root, parent.child("ecs-harden", 0), UNLOCKED));
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

  /** Whether there is a file in the state, without a lock and without making anything. */
  public static boolean has(Path root, String name) {
    try {
      Kernel.status(Kernel.NO_DIRECTORY, root + PATH + "/" + name);
      return true;
    } catch (Errno e) {
      // what may not be looked at may be there
      return e.number() != Errno.ENOENT && e.number() != Errno.ENOTDIR;
    }
  }

  private static void keepPrivate(Directory directory) throws Errno, MachineException {
    FileStatus status = Kernel.status(directory.descriptor());
    if (status.uid() != Kernel.effectiveUser()) {
      throw new MachineException(
          MachineException.Kind.UNSAFE,
          PATH + " belongs to the user " + status.uid() + ", and not to who runs this");
    }
    if (status.permissions() != PRIVATE_DIRECTORY) {
      Kernel.changeMode(directory.descriptor(), PRIVATE_DIRECTORY);
    }
  }

  private static int lock(Directory directory, String name, String holder)
      throws Errno, MachineException {
    int file =
        Kernel.open(
            directory.descriptor(),
            name,
            Kernel.READ_WRITE | Kernel.CREATE | Kernel.NO_FOLLOW,
            PRIVATE_FILE);
    try {
      if (!Kernel.tryLock(file)) {
        String who = new String(Kernel.readAll(file, 200), StandardCharsets.UTF_8).strip();
        throw new MachineException(
            MachineException.Kind.LOCKED,
            "another run holds the lock: "
                + (who.isEmpty() ? "it has just started" : who)
                + "; nothing was changed");
      }
      Kernel.truncate(file);
      Kernel.writeAll(file, (holder + "\n").getBytes(StandardCharsets.UTF_8));
      return file;
    } catch (Errno | MachineException e) {
      Kernel.close(file);
      throw e;
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

  /** A full disk gets its bytes back. */
  private static void unlinkQuietly(Directory folder, String file) {
    try {
      Kernel.unlink(folder.descriptor(), file);
    } catch (Errno e) {
      // the next run does that
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

  /** What an interrupted run was writing here and did not finish. */
  private void tidy(StateSection part) throws IOException {
    for (String folder : part.folders()) {
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

  /** Does something in the folder that a name stands in. */
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

  /** Gives the lock to the next one. */
  @Override
  public void close() {
    if (lock != UNLOCKED) {
      try {
        // whoever is second to the next run must not be told of this one
        Kernel.truncate(lock);
      } catch (Errno e) {
        // it is only what people are told
      }
      Kernel.close(lock);
      lock = UNLOCKED;
    }
    directory.close();
  }
}
