package io.ecsharden.format.json;

/** A text is not JSON. Does not leave this package. */
final class JsonSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final int offset;

  JsonSyntaxException(String message, int offset) {
    // A malformed file is an expected input: no stack trace is needed to report it.
    super(message, null, false, false);
    this.reason = message;
    this.offset = offset;
  }

  String reason() {
    return reason;
  }

  int offset() {
    return offset;
  }
}
