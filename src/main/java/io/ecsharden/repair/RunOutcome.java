package io.ecsharden.repair;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a run came. The first four stand in a journal, the others in a receipt. */
public enum RunOutcome {
  /** Files are being replaced. */
  WRITING,
  /** All files are replaced; what reads them has not been restarted and proven yet. */
  WRITTEN,
  /** Files are being put back, because a write failed. */
  UNDOING,
  /** Files are being put back, because the agent did not come back with them. */
  ROLLING_BACK,
  /** Done, and everything that reads the files has them. */
  DONE,
  /** Done, and something still runs with what was there before. */
  RESTART_PENDING,
  /** Put back as it was. */
  ROLLED_BACK;

  /** The name in receipts and reports: {@code restart-pending}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<RunOutcome> find(String id) {
    return Arrays.stream(values()).filter(outcome -> outcome.id().equals(id)).findFirst();
  }
}
