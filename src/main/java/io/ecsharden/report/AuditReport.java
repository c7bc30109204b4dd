package io.ecsharden.report;

import io.ecsharden.control.AuditResult;

/**
 * An audit to be shown.
 *
 * @param version of the program that audited
 */
public record AuditReport(AuditResult audit, String version) {}
