package io.ecsharden.host.files;

import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.SharedState;
import io.ecsharden.machine.State;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The spool in {@code /var/lib/ecs-harden}, and the turn to send it. */
public final class SharedReports implements SharedState {

  /** How long to wait for another run, which holds the lock while it writes a file or two. */
  private static final Duration MOMENTS = Duration.ofSeconds(2);

  private static final Duration RETRY = Duration.ofMillis(20);

  private final Path root;
  private final String holder;
  private final BooleanSupplier late;

  /**
   * @param root where the instance's file system is for this process
   * @param holder what another run can read: who has the lock
   * @param late whether the time to wait for the turn is over
   */
  public SharedReports(Path root, String holder, BooleanSupplier late) {
    this.root = root;
    this.holder = holder;
    this.late = late;
  }

  @Override
  public State open() throws IOException {
    long end = System.nanoTime() + MOMENTS.toNanos();
    return locked(StateSection.REPORTS, () -> System.nanoTime() - end >= 0);
  }

  @Override
  public Optional<Closeable> turn() throws IOException {
    try {
      return Optional.of(locked(StateSection.SENDING, late));
    } catch (MachineException e) {
      if (e.kind() == MachineException.Kind.LOCKED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private StateDirectory locked(StateSection section, BooleanSupplier over) throws IOException {
    while (true) {
      try {
        return StateDirectory.lock(root, section, holder);
      } catch (MachineException e) {
        if (e.kind() != MachineException.Kind.LOCKED || over.getAsBoolean()) {
          throw e;
        }
      }
      try {
        Thread.sleep(RETRY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new MachineException(
            MachineException.Kind.LOCKED, "interrupted while waiting for another run");
      }
    }
  }
}
