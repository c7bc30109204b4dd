package io.ecsharden.report;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.Finding;
import io.ecsharden.repair.Repair;
import io.ecsharden.repair.RestartLimit;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.Instance;
import java.time.Instant;
import java.util.List;

/**
 * What a run that repairs did, or would do.
 *
 * @param instance as it was before
 * @param limit what it may restart
 * @param dryRun whether nothing was changed
 * @param pending of the findings, those whose files are right and not in force yet
 * @param again the command that does what a plan shows: {@code fix}, or {@code rollback} with its
 *     receipt
 * @param version of the program
 */
public record FixReport(
    Instance instance,
    Baseline baseline,
    Instant time,
    Disclosure disclosure,
    RestartLimit limit,
    boolean dryRun,
    Repair.Result result,
    List<Finding> pending,
    String again,
    String version) {

  public FixReport {
    pending = List.copyOf(pending);
  }
}
