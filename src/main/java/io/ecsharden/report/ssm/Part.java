package io.ecsharden.report.ssm;

/** One of the two calls of a report, in the order in which they are made. */
enum Part {
  /** {@code PutComplianceItems}. */
  COMPLIANCE,
  /** {@code PutInventory}. */
  INVENTORY
}
