package io.ecsharden.report;

import io.ecsharden.control.AuditResult;
import io.ecsharden.secrets.Disclosure;

/**
 * An audit to be shown.
 *
 * @param audit the findings of the scope
 * @param version of the program that audited
 * @param host which host it is
 * @param scope which findings it shows
 * @param disclosure whether it shows secrets
 */
public record AuditReport(
    AuditResult audit, String version, HostIdentity host, AuditScope scope, Disclosure disclosure) {

  /** A whole audit of a host without a name, without secrets. */
  public AuditReport(AuditResult audit, String version) {
    this(audit, version, HostIdentity.UNKNOWN, AuditScope.ALL, Disclosure.HIDE);
  }
}
