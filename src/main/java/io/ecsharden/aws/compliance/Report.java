package io.ecsharden.aws.compliance;

import io.ecsharden.format.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run reports to Systems Manager: compliance items, and one row of inventory.
 *
 * @param instance its id, as far as options and files say; the sender finds out the rest
 * @param id the run's id, for the execution summary
 * @param time when the audit was made
 * @param execution what ran: {@code ecs-harden audit}
 * @param inventory the row's attributes
 */
record Report(
    Optional<String> instance,
    String id,
    Instant time,
    String execution,
    List<ComplianceItem> items,
    Map<String, SentText> inventory) {

  /** The compliance type; the service allows no hyphen in it. */
  static final String COMPLIANCE_TYPE = "Custom:EcsAgentHardening";

  /** The inventory type. */
  static final String INVENTORY_TYPE = "Custom:EcsAgentConfiguration";

  /** The version of the inventory's attributes. */
  static final String INVENTORY_VERSION = "1.0";

  Report {
    items = List.copyOf(items);
    inventory = Map.copyOf(inventory);
  }

  /** The same report with an instance id. */
  Report of(Optional<String> known) {
    return new Report(known, id, time, execution, items, inventory);
  }

  /** Whether another report has the same items and inventory. */
  boolean saysTheSameAs(Report other) {
    return fingerprint().equals(other.fingerprint());
  }

  /** Whether this was made at least so long after a time, or before it: then a clock was set. */
  boolean isLaterThan(Instant then, Duration age) {
    Duration since = Duration.between(then, time);
    return since.isNegative() || since.compareTo(age) >= 0;
  }

  /** Whether this is about another instance: then the disk is a copy of that one's. */
  boolean isOfAnother(String instanceId) {
    return instance.isPresent() && !instance.get().equals(instanceId);
  }

  /** A digest of the items and the inventory alone, without run, time and instance. */
  String fingerprint() {
    Report bare = new Report(Optional.empty(), "", Instant.EPOCH, "", items, inventory);
    return Digest.of(ReportJson.bytes(bare));
  }
}
