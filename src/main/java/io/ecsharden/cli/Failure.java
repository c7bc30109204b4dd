package io.ecsharden.cli;

/** A run that cannot go on, with a line for the user and an exit code. */
public final class Failure extends Exception {

  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  public Failure(ExitCode code, String message) {
    // Expected: the message says everything, a stack trace would only hide it.
    super(message, null, false, false);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }
}
