package io.ecsharden.repair;

import java.util.Optional;

/** What came of a restart, as receipts record it. Programs decide on this, never on the words. */
public enum RestartCode {
  /** The agent was restarted and is ready; another unit was started. */
  READY("ready"),
  /** The agent was restarted and is not ready; another unit did not start. */
  NOT_READY("not-ready"),
  /** Something was restarted, and nobody saw what came of it. */
  NOT_SEEN("not-seen"),
  /** Somebody has stopped the agent, so it was not started; another unit was stopped. */
  STOPPED("stopped"),
  /** Nothing was restarted. */
  NOT_RESTARTED("not-restarted");

  private final String id;

  RestartCode(String id) {
    this.id = id;
  }

  /** The name in receipts and reports: {@code not-ready}. */
  public String id() {
    return id;
  }

  static Optional<RestartCode> find(String id) {
    for (RestartCode code : values()) {
      if (code.id.equals(id)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /** The code of an older receipt, in which only the words say what came of a restart. */
  static RestartCode ofWords(String result) {
    if (result.startsWith("ready for work")) {
      return READY;
    }
    if (result.startsWith("not ready for work")) {
      return NOT_READY;
    }
    if (result.startsWith("not seen")) {
      return NOT_SEEN;
    }
    return result.startsWith("not running") ? STOPPED : NOT_RESTARTED;
  }
}
