package io.ecsharden.repair;

import java.util.Optional;

/** How far a run came. The first four stand in a journal, the others in a receipt. */
public enum RunOutcome {
  /** Files are being replaced. */
  WRITING("writing"),
  /** All files are replaced; what reads them has not been restarted and proven yet. */
  WRITTEN("written"),
  /** Files are being put back, because a write failed. */
  UNDOING("undoing"),
  /** Files are being put back, because the agent did not come back with them. */
  ROLLING_BACK("rolling-back"),
  /** Done, and everything that reads the files has them. */
  DONE("done"),
  /** Done, and something still runs with what was there before. */
  RESTART_PENDING("restart-pending"),
  /** Every file is as it was before, and the agent was seen ready with it. */
  ROLLED_BACK("rolled-back"),
  /**
   * The agent did not come back, and not everything is as before: somebody else has changed a file,
   * or the agent was not seen ready again.
   */
  NOT_RESTORED("not-restored");

  private final String id;

  RunOutcome(String id) {
    this.id = id;
  }

  /** The name in receipts and reports: {@code restart-pending}. */
  public String id() {
    return id;
  }

  /** Whether the run's change is not in force, since files were put back. */
  public boolean isUndone() {
    return this == ROLLED_BACK || this == NOT_RESTORED;
  }

  static Optional<RunOutcome> find(String id) {
    for (RunOutcome outcome : values()) {
      if (outcome.id.equals(id)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }
}
