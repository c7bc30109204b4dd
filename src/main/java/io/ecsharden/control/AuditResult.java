package io.ecsharden.control;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.settings.Instance;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The result of an audit. */
public record AuditResult(
    Instance instance, Baseline baseline, Instant time, List<Finding> findings) {

  public AuditResult {
    findings = List.copyOf(findings);
  }

  /** How many findings have each status; every status is there. */
  public Map<Status, Integer> summary() {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      counts.put(status, 0);
    }
    findings.forEach(finding -> counts.merge(finding.status(), 1, Integer::sum));
    return counts;
  }
}
