package io.ecsharden.facts;

import java.util.List;
import java.util.Optional;

/**
 * A systemd unit as its files describe it.
 *
 * @param name {@code ecs.service}
 * @param fragment the unit file that systemd would load, if there is one
 * @param dropIns the drop-ins in the order in which systemd applies them
 * @param masked whether the unit file is a link to {@code /dev/null}
 */
public record UnitFacts(
    String name, Optional<FileFact> fragment, List<FileFact> dropIns, boolean masked) {

  public UnitFacts {
    dropIns = List.copyOf(dropIns);
  }

  /** A unit that is not installed. */
  public static UnitFacts absent(String name) {
    return new UnitFacts(name, Optional.empty(), List.of(), false);
  }
}
