package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;

/** A file that one process has locked. It holds a line that tells other processes who that is. */
final class StateLock implements Closeable {

  private static final int LONGEST_LINE = 200;

  private final int file;

  private StateLock(int file) {
    this.file = file;
  }

  /**
   * Locks a file, which is made where it is missing. Does not wait.
   *
   * @param holder what another run can read: who has the lock
   * @throws MachineException with {@code LOCKED} where another process has it, with {@code STATE}
   *     where the file cannot be trusted: then it keeps its content
   */
  static StateLock take(Directory directory, String name, String holder)
      throws Errno, MachineException {
    int file = StateFile.open(directory, name, Kernel.READ_WRITE | Kernel.CREATE);
    try {
      if (!Kernel.tryLock(file)) {
        String who = new String(Kernel.readAll(file, LONGEST_LINE), StandardCharsets.UTF_8).strip();
        throw new MachineException(
            MachineException.Kind.LOCKED,
            "another run holds the lock: "
                + (who.isEmpty() ? "it has just started" : who)
                + "; nothing was changed");
      }
      Kernel.truncate(file);
      Kernel.writeAll(file, (holder + "\n").getBytes(StandardCharsets.UTF_8));
      return new StateLock(file);
    } catch (Errno | MachineException e) {
      free(file);
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      // the next run that cannot get the lock must not read this run's line
      Kernel.truncate(file);
    } catch (Errno e) {
      // the line is only for people
    }
    free(file);
  }

  private static void free(int file) {
    try {
      Kernel.unlock(file);
    } catch (Errno e) {
      // closing it frees the lock too, unless a process is being started just now
    }
    Kernel.close(file);
  }
}
