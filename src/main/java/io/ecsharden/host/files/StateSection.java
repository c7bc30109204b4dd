package io.ecsharden.host.files;

import io.ecsharden.machine.State;
import java.util.List;

/** A part of the state that one run at a time writes to. */
public enum StateSection {
  /** The journal, receipts and previous versions of repairs. */
  REPAIRS("lock"),
  /** Reports that are not delivered yet. */
  REPORTS("spool.lock"),
  /** The turn to send them, for as long as that takes; nothing is written under it. */
  SENDING("sending.lock"),
  /** The last good copy of baselines that come from elsewhere. */
  BASELINES("baselines.lock");

  private final String lock;

  StateSection(String lock) {
    this.lock = lock;
  }

  /** The file whose lock is taken. */
  String lock() {
    return lock;
  }

  /** Where it writes; the empty name is the state itself. */
  List<String> folders() {
    return switch (this) {
      case REPAIRS -> List.of("", State.RECEIPTS, State.PREVIOUS);
      case REPORTS -> List.of("spool");
      case SENDING -> List.of();
      case BASELINES -> List.of("baselines");
    };
  }
}
