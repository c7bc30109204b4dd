package io.ecsharden.app;

import io.ecsharden.report.FixReport;
import java.util.Optional;

/**
 * A finished repair, roll-back or plan.
 *
 * @param unseen a line about a file that this process may not read
 */
public record RepairDone(FixReport report, State state, Optional<String> unseen) {

  /** How the instance is afterwards. */
  public enum State {
    /** Everything that was asked for is in force. */
    COMPLIANT,
    /** A control that was asked for still fails. */
    DRIFT,
    /** The files are right, and something still runs with the values from before. */
    RESTART_PENDING,
    /** The change failed: the files and the agent are as before. */
    ROLLED_BACK,
    /** The change failed: a file could not be put back, or the agent is not seen healthy again. */
    NOT_RESTORED
  }
}
