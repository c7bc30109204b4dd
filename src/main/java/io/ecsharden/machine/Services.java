package io.ecsharden.machine;

import java.io.Closeable;
import java.io.IOException;

/**
 * The instance's service manager. No method waits for a unit: ask again.
 *
 * <p>Every method but {@link #close} throws {@link IOException} with a line for people where the
 * manager cannot be reached or refuses.
 */
public interface Services extends Closeable {

  /** A unit's state; a unit that does not exist is not loaded. */
  Unit unit(String name) throws IOException;

  /** Makes the manager read its unit files again. */
  void reload() throws IOException;

  /**
   * Queues a restart and returns at once.
   *
   * @return the job, for {@link #job}
   */
  String restart(String unit) throws IOException;

  /**
   * Queues a stop and returns at once.
   *
   * @return the job, for {@link #job}
   */
  String stop(String unit) throws IOException;

  /** The state of a job. */
  Job job(String job) throws IOException;

  /** Forgets that a unit failed, and how often it was started. */
  void resetFailed(String unit) throws IOException;

  /** Whether the system is still starting. */
  boolean isStarting() throws IOException;

  @Override
  void close();

  /**
   * A unit.
   *
   * @param loaded whether there is such a unit
   * @param state systemd's ActiveState: {@code active}, {@code activating}, {@code inactive},
   *     {@code failed}, …
   */
  record Unit(boolean loaded, String state) {

    /** Whether it runs. */
    public boolean isActive() {
      return state.equals("active");
    }

    /** Whether it does not run, is not about to, and did not fail: nobody started it. */
    public boolean isInactive() {
      return state.equals("inactive");
    }

    /** Whether it is being stopped. */
    public boolean isDeactivating() {
      return state.equals("deactivating");
    }

    /** Whether it failed, and the manager does not start it again. */
    public boolean isFailed() {
      return state.equals("failed");
    }

    /** Whether it is being started. */
    public boolean isActivating() {
      return state.equals("activating");
    }
  }

  /** The state of a job. */
  enum Job {
    /** It waits for other units. */
    WAITING,
    /** It runs. */
    RUNNING,
    /** It is over. */
    OVER
  }
}
