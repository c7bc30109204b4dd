package io.ecsharden.machine;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A state that runs share. Each locks it for moments; the turn is for work that takes long. */
public interface SharedState {

  /**
   * Locks the state until it is closed; waits for another run that has it for a moment.
   *
   * @throws MachineException with {@code LOCKED} where another run has it for longer
   */
  State open() throws IOException;

  /**
   * Waits for the turn, which ends when the result is closed.
   *
   * @return nothing where another run has the turn until the time is over
   */
  Optional<Closeable> turn() throws IOException;
}
