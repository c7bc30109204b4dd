package io.ecsharden.control.task;

/**
 * Whether a task reaches one address of the metadata service.
 *
 * @param reason what was seen: a clause without a stop
 */
public record Verdict(Reach reach, Cause cause, String reason) {

  /** The more dangerous of two. */
  Verdict or(Verdict other) {
    return other.reach().compareTo(reach) < 0 ? other : this;
  }
}
