package io.ecsharden.report.ssm;

import io.ecsharden.fix.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one run tells Systems Manager: compliance items, and one row of inventory. Which instance it
 * is about is said when it is sent: at first boot that may not be known yet.
 *
 * @param id the run, in the execution summary
 * @param time of the audit
 * @param execution what ran: {@code ecs-harden audit}
 * @param inventory the row's attributes
 */
record Report(
    String id,
    Instant time,
    String execution,
    List<ComplianceItem> items,
    Map<String, String> inventory) {

  /** The compliance type; the service takes no hyphen in it. */
  static final String COMPLIANCE_TYPE = "Custom:EcsAgentHardening";

  /** The inventory type. */
  static final String INVENTORY_TYPE = "Custom:EcsAgentConfiguration";

  /** The version of the inventory's attributes. */
  static final String INVENTORY_VERSION = "1.0";

  Report {
    items = List.copyOf(items);
    inventory = Map.copyOf(inventory);
  }

  /** The same for two reports that say the same, whenever they were made. */
  String fingerprint() {
    Report bare = new Report("", Instant.EPOCH, "", items, inventory);
    return Digest.of(ReportJson.bytes(bare));
  }
}
