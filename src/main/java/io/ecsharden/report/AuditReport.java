package io.ecsharden.report;

import io.ecsharden.control.AuditResult;

/**
 * An audit to be shown.
 *
 * @param audit the findings of the scope
 * @param version of the program that audited
 * @param host which host it is
 * @param scope which findings it shows
 */
public record AuditReport(AuditResult audit, String version, HostIdentity host, AuditScope scope) {

  /** A whole audit of a host without a name. */
  public AuditReport(AuditResult audit, String version) {
    this(audit, version, HostIdentity.UNKNOWN, AuditScope.ALL);
  }
}
