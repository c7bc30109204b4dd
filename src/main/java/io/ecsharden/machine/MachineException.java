package io.ecsharden.machine;

import java.io.IOException;

/** The machine refused, or failed to do, what a run asked of it. The message is for people. */
public final class MachineException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String message;

  /** What a caller decides by. */
  public enum Kind {
    /** This process lacks a right, or a file system is mounted read-only. */
    PERMISSION,
    /** It cannot be done safely: others could interfere, or more than this file would change. */
    UNSAFE,
    /** Another process changed the file since it was read. */
    CHANGED,
    /** Another run holds the lock. */
    LOCKED,
    /** The disk is full or broken, or the kernel refuses for another reason. */
    FAILED,
    /** The change is made, but its record is incomplete. */
    UNRECORDED,
    /** Files were changed, and not all of them could be put back. */
    NOT_RESTORED,
    /** The program's own state cannot be read, made or trusted: its directory or a file in it. */
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

  /** The kind of failure. */
  public Kind kind() {
    return kind;
  }
}
