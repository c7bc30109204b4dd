package io.ecsharden.settings.docker;

import java.util.List;
import java.util.Optional;

/**
 * How dockerd starts with the files as they are.
 *
 * @param seen whether any of its files was found
 * @param defects why it does not start
 * @param open where it serves its API to everybody who reaches it
 * @param startUnknown why it may not start although there is no defect
 * @param openUnknown why it may listen elsewhere as well
 */
public record DaemonStart(
    boolean seen,
    List<DaemonDefect> defects,
    List<ApiAddress> open,
    Optional<String> startUnknown,
    Optional<String> openUnknown) {

  /** None of dockerd's files is there. */
  static final DaemonStart NOTHING =
      new DaemonStart(false, List.of(), List.of(), Optional.empty(), Optional.empty());

  public DaemonStart {
    defects = List.copyOf(defects);
    open = List.copyOf(open);
  }
}
