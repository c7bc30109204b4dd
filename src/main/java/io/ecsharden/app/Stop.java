package io.ecsharden.app;

import java.util.List;

/**
 * Why a use case could not run.
 *
 * @param lines for people, without a final stop: what happened, then what to do; at least one
 */
public record Stop(Reason reason, List<String> lines) {

  /** The kind of reason. Callers decide by this, and never by the words. */
  public enum Reason {
    /** The request names something that is not there, or not allowed. */
    WRONG_REQUEST,
    /** This machine is not a container instance whose files can be read. */
    NOTHING_TO_AUDIT,
    /** The baseline has mistakes, or cannot be had. */
    BAD_BASELINE,
    /** This process may not read or write what the use case needs. */
    NO_PERMISSION,
    /** Another run holds the lock. */
    LOCKED,
    /** The change failed, and every file is as it was before. */
    NOTHING_CHANGED,
    /** The change failed, and not every file could be put back. */
    NOT_RESTORED,
    /** The change is made, and only its record is not complete. */
    NOT_RECORDED,
    /** The program's own state cannot be read or trusted. */
    STATE_UNREADABLE
  }

  public Stop {
    lines = List.copyOf(lines);
  }
}
