package io.ecsharden.machine;

import java.io.Closeable;
import java.io.IOException;

/**
 * The instance's service manager. Nothing here waits for a unit: whoever wants to know asks again.
 *
 * <p>Every method but {@link #close} throws {@link IOException} with a line for people when the
 * manager cannot be asked or says no.
 */
public interface Services extends Closeable {

  /** What a unit is doing. */
  Unit unit(String name) throws IOException;

  /** Lets the manager read its unit files again. */
  void reload() throws IOException;

  /**
   * Queues a restart and returns at once.
   *
   * @return the job, for {@link #job}
   */
  String restart(String unit) throws IOException;

  /** How far a job is. */
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

    /** Whether it neither runs nor is about to, and did not fail: it was not wanted so far. */
    public boolean isInactive() {
      return state.equals("inactive");
    }

    /** Whether somebody is stopping it. */
    public boolean isDeactivating() {
      return state.equals("deactivating");
    }

    /** Whether it failed, and the manager does not try again. */
    public boolean isFailed() {
      return state.equals("failed");
    }

    /** Whether it is about to run. */
    public boolean isActivating() {
      return state.equals("activating");
    }
  }

  /** How far a job is. */
  enum Job {
    /** It waits for other units. */
    WAITING,
    /** It is being done. */
    RUNNING,
    /** It is over. */
    OVER
  }
}
