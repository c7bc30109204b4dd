package io.ecsharden.report;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which findings a report shows.
 *
 * @param only ids of controls; empty means all
 * @param skip ids of controls, also of those in {@code only}
 * @param minSeverity the least severity
 */
public record AuditScope(Set<String> only, Set<String> skip, Optional<String> minSeverity) {

  /** Every finding. */
  public static final AuditScope ALL = new AuditScope(Set.of(), Set.of(), Optional.empty());

  public AuditScope {
    only = Set.copyOf(only);
    skip = Set.copyOf(skip);
  }

  /** The names of severities, worst first. */
  public static List<String> severities() {
    return Arrays.stream(Severity.values()).map(Severity::name).toList();
  }

  /** Whether every finding is shown. */
  boolean isAll() {
    return only.isEmpty() && skip.isEmpty() && minSeverity.isEmpty();
  }

  /** The findings of an audit that are shown. */
  public AuditResult of(AuditResult audit) {
    return isAll()
        ? audit
        : new AuditResult(
            audit.instance(),
            audit.baseline(),
            audit.time(),
            audit.findings().stream().filter(this::includes).toList());
  }

  private boolean includes(Finding finding) {
    return (only.isEmpty() || only.contains(finding.control()))
        && !skip.contains(finding.control())
        && (minSeverity.isEmpty() || atLeast(finding, minSeverity.get()));
  }

  /** Whether a finding is as severe as this, or worse. */
  public static boolean atLeast(Finding finding, String severity) {
    return finding.severity().compareTo(Severity.named(severity).orElseThrow()) <= 0;
  }

  /** {@code only task-role; from MEDIUM on}. */
  String words() {
    StringBuilder words = new StringBuilder();
    if (!only.isEmpty()) {
      words.append("only ").append(String.join(", ", sorted(only)));
    }
    if (!skip.isEmpty()) {
      words.append(words.isEmpty() ? "" : "; ").append("without ");
      words.append(String.join(", ", sorted(skip)));
    }
    minSeverity.ifPresent(least ->
        words.append(words.isEmpty() ? "" : "; ").append("from ").append(least).append(" on"));
    return words.toString();
  }

  static List<String> sorted(Set<String> ids) {
    return ids.stream().sorted().toList();
  }
}
