package io.ecsharden.app;

import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Planner;
import io.ecsharden.plan.Selection;
import io.ecsharden.repair.Repair;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.Instance;
import java.util.List;

/** An instance that is as its baseline wants it, as far as somebody chose. */
public final class BaselineGoal implements Repair.Goal {

  private final Auditor auditor;
  private final Planner planner;
  private final Selection selection;

  public BaselineGoal(Auditor auditor, Selection selection, Masker masker) {
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
  public List<Finding> failed(List<Finding> findings) {
    return chosen(findings, Status.FAIL);
  }

  private List<Finding> chosen(List<Finding> findings, Status status) {
    return findings.stream()
        .filter(finding -> finding.status() == status)
        .filter(finding -> selection.includes(finding.control()))
        .toList();
  }
}
