package io.ecsharden.plan;

import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Status;
import io.ecsharden.facts.BlockActivity;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.Instance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * From findings to a plan. Pure: no machine, no clock.
 *
 * <p>The files are changed in memory as all failed controls ask for, and the result is audited like
 * an instance. A change that makes anything worse is dropped, and the failure is left to people. A
 * plan for the repaired instance changes no file. Locations in the texts of what is left are those
 * of the files on the disk.
 */
public final class Planner {

  private final Auditor auditor;
  private final Selection selection;

  /**
   * @param auditor made the findings, and judges the instance with its changes
   */
  public Planner(Auditor auditor, Selection selection) {
    this.auditor = auditor;
    this.selection = selection;
  }

  /** What repairs the failures, as far as a program may, and what restarts are pending. */
  public Plan plan(Instance instance, List<Finding> findings) {
    Effort effort = new Effort();
    FixedPoint fixedPoint = new FixedPoint(auditor, selection, effort);
    SafeRepair repair = SafeRepair.find(fixedPoint, auditor, effort, instance, findings);
    Writable files =
        Writable.of(FileChanges.between(instance, repair.result()), instance.facts().access());
    List<Change> changes = new ArrayList<>(BlockChange.grouped(files.changes()));
    changes.addAll(startOfBlock(instance, repair.result(), files));
    changes.addAll(pending(findings));
    List<Plan.ByHand> left = new ArrayList<>(repair.leftToPeople());
    left.addAll(files.refused());
    // what is refused is not on the repaired instance: then the plan works out what is
    Plan plan = new Plan(changes, left);
    return files.refused().isEmpty()
        ? plan.judgedOn(instance, repair.result().instance())
        : plan.judgedOn(instance);
  }

  /** The unit that blocks the metadata service is as it should be, and has to start. */
  private static List<BlockChange> startOfBlock(
      Instance before, FixedPoint.Result repaired, Writable files) {
    boolean starts =
        before.facts().running().network().block() != BlockActivity.WILL_START
            && repaired.instance().facts().running().network().block() == BlockActivity.WILL_START;
    boolean changed =
        files.changes().stream().anyMatch(file -> RepairableFiles.isOfBlock(file.path()));
    List<Reason> reasons =
        repaired.reasons().getOrDefault(HostFacts.BLOCK_FILE, new ChangeReasons()).listed();
    return starts && !changed && !files.refusesBlock()
        ? List.of(new BlockChange(List.of(), reasons))
        : List.of();
  }

  private List<ServiceRestart> pending(List<Finding> findings) {
    Map<Restart, List<Reason>> reasons = new EnumMap<>(Restart.class);
    for (Finding finding : findings) {
      if (finding.status() != Status.PENDING_RESTART || !selection.includes(finding.control())) {
        continue;
      }
      for (Remedy remedy : finding.remedies()) {
        if (remedy instanceof Remedy.RestartService(Remedy.Service service)) {
          reasons
              .computeIfAbsent(Restart.of(service), restart -> new ArrayList<>())
              .add(new Reason(finding.control(), finding.message()));
        }
      }
    }
    List<ServiceRestart> restarts = new ArrayList<>();
    reasons.forEach((restart, why) -> restarts.add(new ServiceRestart(restart, why)));
    return restarts;
  }
}
