package io.ecsharden.host.files;

import io.ecsharden.machine.State;
import java.util.List;

/** A section of the state. One run at a time writes to it. */
public enum StateSection {
  /** The journal, receipts and previous versions of repairs. */
  REPAIRS("lock"),
  /** The spool of reports. */
  REPORTS("spool.lock"),
  /** The turn to send the spool, which can take long; nothing is written under this lock. */
  SENDING("sending.lock"),
  /** The last good copies of baselines from Parameter Store. */
  BASELINES("baselines.lock"),
  /** What the daemon says of itself; it holds this lock for as long as it lives. */
  DAEMON("daemon.lock");

  private final String lock;

  StateSection(String lock) {
    this.lock = lock;
  }

  /** The file that is locked. */
  String lock() {
    return lock;
  }

  /** The folders that it writes to; the empty name is the state directory itself. */
  List<String> folders() {
    return switch (this) {
      case REPAIRS -> List.of("", State.RECEIPTS, State.PREVIOUS);
      case REPORTS -> List.of("spool");
      case SENDING -> List.of();
      case BASELINES -> List.of("baselines");
      case DAEMON -> List.of("daemon");
    };
  }
}
