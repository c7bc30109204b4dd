package io.ecsharden.app;

import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Planner;
import io.ecsharden.plan.Selection;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.Repair;
import io.ecsharden.settings.Instance;
import java.util.List;
import java.util.Optional;

/** An instance that agrees with its baseline, as far as the selected controls go. */
final class BaselineGoal implements Repair.Goal {

  private final Auditor auditor;
  private final Planner planner;
  private final Selection selection;

  BaselineGoal(Auditor auditor, Selection selection) {
    this.auditor = auditor;
    this.planner = new Planner(auditor, selection);
    this.selection = selection;
  }

  @Override
  public List<Finding> findings(Instance instance) {
    return auditor.audit(instance);
  }

  @Override
  public Plan plan(Instance instance, List<Finding> findings) {
    return planner.plan(instance, findings);
  }

  @Override
  public List<Finding> pending(List<Finding> findings) {
    return selected(findings, Status.PENDING_RESTART);
  }

  /** How the instance is after a run, or would be before one that only plans. */
  RepairDone.State state(Repair.Result result) {
    RepairDone.State end = end(result);
    if (end == RepairDone.State.ROLLED_BACK || end == RepairDone.State.NOT_RESTORED) {
      return end;
    }
    boolean deadly =
        result.plan().holds().stream().anyMatch(hold -> !hold.kind().isLiftedOnRequest());
    if (deadly || !selected(result.findings(), Status.FAIL).isEmpty()) {
      return RepairDone.State.DRIFT;
    }
    return pending(result.findings()).isEmpty() ? end : RepairDone.State.RESTART_PENDING;
  }

  /** What the run itself came to, whatever controls say of the instance. */
  static RepairDone.State end(Repair.Result result) {
    Optional<Receipt> receipt = result.receipt();
    if (receipt.isEmpty()) {
      return RepairDone.State.COMPLIANT;
    }
    return switch (receipt.get().outcome()) {
      case ROLLED_BACK -> RepairDone.State.ROLLED_BACK;
      case NOT_RESTORED -> RepairDone.State.NOT_RESTORED;
      case RESTART_PENDING -> RepairDone.State.RESTART_PENDING;
      case DONE, WRITING, WRITTEN, UNDOING, ROLLING_BACK -> RepairDone.State.COMPLIANT;
    };
  }

  private List<Finding> selected(List<Finding> findings, Status status) {
    return findings.stream()
        .filter(finding -> finding.status() == status)
        .filter(finding -> selection.includes(finding.control()))
        .toList();
  }
}
