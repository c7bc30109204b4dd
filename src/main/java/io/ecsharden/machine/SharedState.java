package io.ecsharden.machine;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A state that runs share: each has it for moments, and one has the turn for what takes long. */
public interface SharedState {

  /**
   * Locks the state against all other runs until it is closed; waits for a run that has it.
   *
   * @throws MachineException with {@code LOCKED} when another run has it for longer than moments
   */
  State open() throws IOException;

  /**
   * Waits for the turn, which ends when it is closed.
   *
   * @return nothing when another run has it for longer than there is time
   */
  Optional<Closeable> turn() throws IOException;
}
