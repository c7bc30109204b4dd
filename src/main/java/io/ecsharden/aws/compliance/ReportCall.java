package io.ecsharden.aws.compliance;

/** One of the two calls of a report, in the order in which they are made. */
enum ReportCall {
  /** {@code PutComplianceItems}. */
  COMPLIANCE,
  /** {@code PutInventory}. */
  INVENTORY
}
