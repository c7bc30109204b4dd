package io.ecsharden.control;

import java.util.Locale;

/** A control's outcome on a host. */
public enum Status {
  /** As the baseline wants it. */
  PASS,
  /** Not as the baseline wants it. */
  FAIL,
  /** As the baseline wants it in the files, while what runs still has older values. */
  PENDING_RESTART,
  /** Not as the baseline wants it, and somebody approved that until a date. */
  WAIVED,
  /** The control means nothing on this host. */
  NOT_APPLICABLE,
  /** It could not be seen; the message says why. */
  NOT_EVALUATED;

  /** The name as a member of the summary: {@code notApplicable}. */
  public String summaryName() {
    return switch (this) {
      case PASS, FAIL, WAIVED -> name().toLowerCase(Locale.ROOT);
      case PENDING_RESTART -> "pendingRestart";
      case NOT_APPLICABLE -> "notApplicable";
      case NOT_EVALUATED -> "notEvaluated";
    };
  }
}
