package io.ecsharden.format.json;

/** A text is not JSON. Does not leave this package. */
final class JsonSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;

  JsonSyntaxException(String message, int offset) {
    // A malformed file is an expected input: no stack trace is needed to report it.
    super(message, null, false, false);
    this.offset = offset;
  }

  int offset() {
    return offset;
  }
}
