package io.ecsharden.watch;

import io.ecsharden.app.Look;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which tasks reach the metadata service that did not at the last look, also while others did
 * already. Not for several threads.
 */
final class ExposedTaskLog {

  /** An instance whose tasks are all exposed says so in the first lines. */
  private static final int MOST = 20;

  private final Set<String> said = new HashSet<>();

  /** A line for each task that is new among them. */
  List<String> newIn(Look.Seen seen) {
    List<String> now = seen.exposedTasks();
    said.retainAll(Set.copyOf(now));
    return now.stream().filter(said::add).sorted().limit(MOST).toList();
  }
}
