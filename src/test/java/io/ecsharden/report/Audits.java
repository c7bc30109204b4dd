package io.ecsharden.report;

import io.ecsharden.Hosts;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.Instance;
import java.time.Instant;
import java.util.Objects;

/** Reports of audits for tests. */
final class Audits {

  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private Audits() {}

  /** Of an instance with this {@code ecs.config}, by the strict baseline. */
  static AuditReport of(String config) {
    return of(
        Instance.of(Hosts.instance().with(HostFacts.ECS_CONFIG, config).facts()),
        Objects.requireNonNull(BuiltinBaselines.parsed(Controls.catalog()).get("strict")));
  }

  static AuditReport of(Instance instance, Baseline baseline) {
    return new AuditReport(
        new AuditResult(
            instance, baseline, NOW, new Auditor(Controls.all(), baseline, NOW).audit(instance)),
        "1.2.3");
  }
}
