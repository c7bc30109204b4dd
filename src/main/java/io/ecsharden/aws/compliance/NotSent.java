package io.ecsharden.aws.compliance;

/** The service did not accept a call. The message is a line for people, without a final stop. */
final class NotSent extends Exception {

  private static final long serialVersionUID = 1L;

  /** What a caller decides by. */
  enum Kind {
    /** No answer, or none of the service: a proxy and a portal answer too. Try again later. */
    UNREACHED,
    /** The service itself refuses for now, so it has what it accepted before. Try again later. */
    REFUSED_FOR_NOW,
    /** The role may not make this call. It may make others. */
    DENIED,
    /** The service says that the report itself is wrong. Trying again changes nothing. */
    REFUSED_FOR_GOOD
  }

  private final Kind kind;
  private final String message;

  NotSent(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.message = message;
  }

  Kind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
