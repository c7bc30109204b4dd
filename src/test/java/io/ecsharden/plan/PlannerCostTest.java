package io.ecsharden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.host.HostInspector;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.settings.Instance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A dry run costs little more than an audit: the result is audited once, and not for each change.
 */
class PlannerCostTest {

  private int evaluations;

  @Test
  void audits_the_sample_once_more_where_nothing_does_harm() {
    // Given
    Path sample = Path.of("ecs-config/sample-instance").toAbsolutePath();
    Instance instance = Instance.of(new HostInspector(new HostRoot(sample)).inspect(Map.of()));
    Auditor auditor = countingAuditor();
    List<Finding> findings = auditor.audit(instance);
    int oneAudit = evaluations;

    // When
    evaluations = 0;
    Plan plan = new Planner(auditor, Selection.ALL).plan(instance, findings);

    // Then
    assertEquals(1, plan.files().size());
    assertEquals(oneAudit, evaluations);
  }

  @Test
  void audits_nothing_where_nothing_can_be_repaired() {
    // Given
    Instance instance =
        Instance.of(Hosts.instance().with(HostFacts.ECS_CONFIG, "ECS_CLUSTER=a\n").facts());
    Auditor auditor = countingAuditor();
    List<Finding> findings = auditor.audit(instance);
    Plan plan = new Planner(auditor, Selection.ALL).plan(instance, findings);

    // When
    Instance repaired = instance;
    for (Change change : plan.changes()) {
      repaired = Instance.of(change.on(repaired.facts()));
    }
    List<Finding> after = auditor.audit(repaired);
    evaluations = 0;
    Plan second = new Planner(auditor, Selection.ALL).plan(repaired, after);

    // Then
    assertTrue(second.isEmpty());
    assertEquals(0, evaluations);
  }

  private Auditor countingAuditor() {
    Baseline baseline =
        Objects.requireNonNull(BuiltinBaselines.parsed(Controls.catalog()).get("default"));
    List<Control> counting = new ArrayList<>();
    for (Control control : Controls.all()) {
      counting.add(
          new Control() {
            @Override
            public ControlInfo info() {
              return control.info();
            }

            @Override
            public List<Outcome> evaluate(EvaluationContext context) {
              evaluations++;
              return control.evaluate(context);
            }
          });
    }
    return new Auditor(counting, baseline, Instant.EPOCH);
  }
}
