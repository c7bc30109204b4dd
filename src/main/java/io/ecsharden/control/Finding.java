package io.ecsharden.control;

import io.ecsharden.baseline.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A control's outcome on this host. Its texts may be shown: secrets are hidden already.
 *
 * @param control the control's id
 * @param title the control's title
 * @param subject the setting that is judged, for a control that judges several
 * @param source {@code file:line}, or the name of a default
 * @param effective what is taken
 * @param expected what the baseline wants
 * @param remediation what to do; empty unless it failed
 * @param details each reason with its place
 * @param remedies what would repair it, as data; empty unless it failed
 * @param waiver the waiver that covers it, or has expired
 */
public record Finding(
    String control,
    String title,
    Optional<String> subject,
    Status status,
    Severity severity,
    Optional<String> source,
    Optional<String> effective,
    Optional<String> expected,
    String message,
    String remediation,
    List<Detail> details,
    List<Remedy> remedies,
    Optional<AppliedWaiver> waiver) {

  public Finding {
    details = List.copyOf(details);
    remedies = List.copyOf(remedies);
  }

  /**
   * A waiver as it bears on a finding.
   *
   * @param expires the last day, in UTC, on which it holds
   * @param source where it stands in the baseline
   */
  public record AppliedWaiver(
      String reason, String approvedBy, LocalDate expires, boolean expired, String source) {}
}
