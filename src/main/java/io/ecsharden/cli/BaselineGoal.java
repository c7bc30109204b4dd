package io.ecsharden.cli;

import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.fix.Plan;
import io.ecsharden.fix.Planner;
import io.ecsharden.fix.Repair;
import io.ecsharden.fix.Selection;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.Masker;
import java.util.List;

/** An instance that is as its baseline wants it, as far as somebody chose. */
final class BaselineGoal implements Repair.Goal {

  private final Auditor auditor;
  private final Planner planner;
  private final Selection selection;

  BaselineGoal(Auditor auditor, Selection selection, Masker masker) {
    this.auditor = auditor;
    this.planner = new Planner(auditor, selection, masker);
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
    return chosen(findings, Status.PENDING_RESTART);
  }

  /** The failures that this goal is about. */
  List<Finding> failed(List<Finding> findings) {
    return chosen(findings, Status.FAIL);
  }

  private List<Finding> chosen(List<Finding> findings, Status status) {
    return findings.stream()
        .filter(finding -> finding.status() == status)
        .filter(finding -> selection.includes(finding.control()))
        .toList();
  }
}
