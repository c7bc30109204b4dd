package io.ecsharden.machine;

import java.io.IOException;

/** The machine did not do what it was asked for; the message is a line for people. */
public final class MachineException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String message;

  /** What sort of trouble it is. */
  public enum Kind {
    /** Somebody with more rights would get further, or a file system is mounted read-only. */
    PERMISSION,
    /** It could be done, but not safely. */
    UNSAFE,
    /** The file is no longer the one that was read. */
    CHANGED,
    /** Another run holds the lock. */
    LOCKED,
    /** The disk is full, broken, or says no for another reason. */
    FAILED,
    /** What was to be done is done, and only its record is not complete. */
    UNRECORDED,
    /** Files were changed, and not all of them could be put back. */
    NOT_RESTORED,
    /** The program's own state cannot be read or made: its directory, journal or receipts. */
    STATE
  }

  public MachineException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.message = message;
  }

  /** A line for people, without a final stop. */
  @Override
  public String getMessage() {
    return message;
  }

  /** What sort of trouble it is. */
  public Kind kind() {
    return kind;
  }
}
