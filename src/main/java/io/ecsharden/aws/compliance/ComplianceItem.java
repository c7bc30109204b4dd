package io.ecsharden.aws.compliance;

import java.util.Map;

/**
 * One item of {@code PutComplianceItems}, within AWS's limits.
 *
 * @param id the control, and the setting for a control that judges several
 * @param severity {@code CRITICAL} … {@code INFORMATIONAL}
 * @param compliant the item's status
 * @param details what an operator sees when he opens the item
 */
record ComplianceItem(
    String id, String title, String severity, boolean compliant, Map<String, String> details) {

  ComplianceItem {
    details = Map.copyOf(details);
  }

  /** The same by another id. */
  ComplianceItem as(String other) {
    return new ComplianceItem(other, title, severity, compliant, details);
  }

  /** The status in AWS's words. */
  String status() {
    return compliant ? "COMPLIANT" : "NON_COMPLIANT";
  }
}
