package io.ecsharden.aws.compliance;

import io.ecsharden.format.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run tells Systems Manager: compliance items, and one row of inventory. As which instance
 * is said when it is sent: before that it may not be known.
 *
 * @param instance that it is about, as far as the instance's own files and options say
 * @param id the run, in the execution summary
 * @param time of the audit
 * @param execution what ran: {@code ecs-harden audit}
 * @param inventory the row's attributes
 */
record Report(
    Optional<String> instance,
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

  /** The same, of an instance that is known. */
  Report of(Optional<String> known) {
    return new Report(known, id, time, execution, items, inventory);
  }

  /** Whether another report finds the same. */
  boolean saysTheSameAs(Report other) {
    return fingerprint().equals(other.fingerprint());
  }

  /** Whether this was made so long after a time, or before it: then a clock was set. */
  boolean isLaterThan(Instant then, Duration age) {
    Duration since = Duration.between(then, time);
    return since.isNegative() || since.compareTo(age) >= 0;
  }

  /** Whether this was found on another instance, of which the disk is a copy. */
  boolean isOfAnother(String instanceId) {
    return instance.isPresent() && !instance.get().equals(instanceId);
  }

  /** The same for two reports that say the same, whenever they were made and of whom. */
  String fingerprint() {
    Report bare = new Report(Optional.empty(), "", Instant.EPOCH, "", items, inventory);
    return Digest.of(ReportJson.bytes(bare));
  }
}
