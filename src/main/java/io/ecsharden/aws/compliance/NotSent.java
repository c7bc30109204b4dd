package io.ecsharden.aws.compliance;

/** A report that the service did not take; the message is a line for people. */
public final class NotSent extends Exception {

  private static final long serialVersionUID = 1L;

  private enum Kind {
    FOR_NOW,
    REFUSED_FOR_NOW,
    DENIED,
    FOR_GOOD
  }

  private final Kind kind;
  private final String message;

  private NotSent(String message, Kind kind) {
    super(message, null, false, false);
    this.message = message;
    this.kind = kind;
  }

  /** It may be taken another time: no network, no permission yet, not managed yet. */
  public static NotSent forNow(String message) {
    return new NotSent(message, Kind.FOR_NOW);
  }

  /** The same, and it is the service itself that says so: what it took before, it has. */
  static NotSent refusedForNow(String message) {
    return new NotSent(message, Kind.REFUSED_FOR_NOW);
  }

  /** It may be taken once somebody permits this call; others may be permitted. */
  static NotSent denied(String message) {
    return new NotSent(message, Kind.DENIED);
  }

  /** It will never be taken: the service says that the report itself is wrong. */
  static NotSent forGood(String message) {
    return new NotSent(message, Kind.FOR_GOOD);
  }

  boolean isForGood() {
    return kind == Kind.FOR_GOOD;
  }

  /** Whether the service answered. A proxy or a portal answers too. */
  boolean isOfTheService() {
    return kind != Kind.FOR_NOW;
  }

  boolean isDenied() {
    return kind == Kind.DENIED;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
