package io.ecsharden.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that brings an instance to its baseline, as far as a program may.
 *
 * @param changes at most one for each file
 * @param byHand what fails and is left to people
 */
public record Plan(List<FileChange> changes, List<ByHand> byHand) {

  public Plan {
    changes = List.copyOf(changes);
    byHand = List.copyOf(byHand);
  }

  /** Whether no file has to change. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** What the changes need, in the order in which it is done. */
  public Set<Restart> restarts() {
    Set<Restart> restarts = EnumSet.noneOf(Restart.class);
    changes.forEach(change -> restarts.addAll(change.restarts()));
    return restarts;
  }

  /**
   * A failure that no change of this plan repairs.
   *
   * @param subject the setting, for a control that judges several
   * @param reason why not, and what a person has to do, fit to be shown
   */
  public record ByHand(String control, Optional<String> subject, String reason) {}
}
