package io.ecsharden.plan;

import java.util.Set;

/**
 * Which controls' failures are repaired.
 *
 * @param only ids of controls; empty means all
 * @param skip ids of controls, also of those in {@code only}
 */
public record Selection(Set<String> only, Set<String> skip) {

  /** Every control. */
  public static final Selection ALL = new Selection(Set.of(), Set.of());

  public Selection {
    only = Set.copyOf(only);
    skip = Set.copyOf(skip);
  }

  /** Whether a control's failures are repaired. */
  public boolean includes(String control) {
    return (only.isEmpty() || only.contains(control)) && !skip.contains(control);
  }
}
