package io.ecsharden.aws.compliance;

import java.util.Map;

/**
 * One item of {@code PutComplianceItems}, within AWS's limits.
 *
 * @param id the control; for a control that checks several settings, also the setting
 * @param severity {@code CRITICAL} … {@code INFORMATIONAL}
 * @param compliant the item's status
 * @param details what the console shows when the item is opened
 */
record ComplianceItem(
    SentText id,
    SentText title,
    String severity,
    boolean compliant,
    Map<String, SentText> details) {

  ComplianceItem {
    details = Map.copyOf(details);
  }

  /** The same item with another id. */
  ComplianceItem as(SentText other) {
    return new ComplianceItem(other, title, severity, compliant, details);
  }

  /** The status as AWS spells it. */
  String status() {
    return compliant ? "COMPLIANT" : "NON_COMPLIANT";
  }
}
