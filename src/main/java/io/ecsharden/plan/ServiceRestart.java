package io.ecsharden.plan;

import io.ecsharden.facts.HostFacts;
import java.util.List;
import java.util.Set;

/**
 * A restart without a change of a file: the files are as the baseline wants them, and what runs has
 * other values. It leaves nothing to undo.
 *
 * @param restart what is restarted
 * @param reasons every finding that asks for it
 */
public record ServiceRestart(Restart restart, List<Reason> reasons) implements Change {

  public ServiceRestart {
    reasons = List.copyOf(reasons);
  }

  @Override
  public Set<Restart> restarts() {
    return Set.of(restart);
  }

  /** The same facts: what a program does after its restart is seen only then. */
  @Override
  public HostFacts on(HostFacts facts) {
    return facts;
  }
}
