package io.ecsharden.report.log;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the daemon counts. Counts only grow while it lives.
 *
 * @param cluster of the agent; empty while it is not known
 * @param failing failed controls of the last look, by severity, the worst first
 * @param findings of the last look, by status
 * @param counts what happened since the start
 * @param lastLook when the last look ended that could be made
 * @param lastReport when Systems Manager last had what the daemon saw last
 */
public record DaemonMetrics(
    String cluster,
    Map<String, Integer> failing,
    Map<String, Integer> findings,
    Counts counts,
    Optional<Instant> lastLook,
    Optional<Instant> lastReport) {

  public DaemonMetrics {
    failing = new LinkedHashMap<>(failing);
    findings = new LinkedHashMap<>(findings);
  }

  /**
   * What happened.
   *
   * @param looks that were made
   * @param failedLooks that could not be made
   * @param drifts how often a compliant instance was found with drift
   * @param repairs that changed a file
   * @param restarts of the agent
   * @param conflicts with somebody who changes a file back
   */
  public record Counts(
      long looks, long failedLooks, long drifts, long repairs, long restarts, long conflicts) {

    /** Nothing yet. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** What happened since an earlier count. */
    public Counts since(Counts before) {
      return new Counts(
          looks - before.looks,
          failedLooks - before.failedLooks,
          drifts - before.drifts,
          repairs - before.repairs,
          restarts - before.restarts,
          conflicts - before.conflicts);
    }
  }
}
