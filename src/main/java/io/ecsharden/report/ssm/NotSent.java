package io.ecsharden.report.ssm;

/** A report that the service did not take; the message is a line for people. */
final class NotSent extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean forGood;
  private final String message;

  private NotSent(String message, boolean forGood) {
    super(message, null, false, false);
    this.message = message;
    this.forGood = forGood;
  }

  /** It may be taken another time: no network, no permission yet, not managed yet. */
  static NotSent forNow(String message) {
    return new NotSent(message, false);
  }

  /** It will never be taken: the service says that the report itself is wrong. */
  static NotSent forGood(String message) {
    return new NotSent(message, true);
  }

  boolean isForGood() {
    return forGood;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
