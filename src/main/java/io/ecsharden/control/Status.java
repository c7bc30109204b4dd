package io.ecsharden.control;

import java.util.Locale;

/** A control's outcome on a host. */
public enum Status {
  /** As the baseline expects. */
  PASS,
  /** Not as the baseline expects. */
  FAIL,
  /** The files comply, but a program that runs still has older values. */
  PENDING_RESTART,
  /** It failed, and somebody approved that until a date. */
  WAIVED,
  /** The control means nothing on this host. */
  NOT_APPLICABLE,
  /** It could not be seen; the message says why. */
  NOT_EVALUATED;

  /** The name of its count in a report: {@code notApplicable}. */
  public String summaryName() {
    return switch (this) {
      case PASS, FAIL, WAIVED -> name().toLowerCase(Locale.ROOT);
      case PENDING_RESTART -> "pendingRestart";
      case NOT_APPLICABLE -> "notApplicable";
      case NOT_EVALUATED -> "notEvaluated";
    };
  }
}
