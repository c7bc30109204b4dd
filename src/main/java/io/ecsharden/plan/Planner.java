package io.ecsharden.plan;

import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.plan.FileChange.Reason;
import io.ecsharden.plan.FixedPoint.Failure;
import io.ecsharden.plan.FixedPoint.Settled;
import io.ecsharden.plan.Plan.ByHand;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.Instance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From findings to a plan. Pure.
 *
 * <p>What all failed controls ask for is done in memory, and the result is audited like an
 * instance. What is worse there than before is taken back, and left to people. A plan for the
 * repaired instance is empty. Places in the texts of what is left are those of the repaired files.
 */
public final class Planner {

  /** A file with more lines that do harm than this is not worth the time. */
  private static final int MOST_TRIALS = 100;

  private static final int MOST_RUNS = 4;

  private static final List<String> FILES =
      List.of(HostFacts.ECS_CONFIG, HostFacts.INSTANCE_CONFIG, HostFacts.JSON_CONFIG);

  private final Auditor auditor;
  private final FixedPoint settling;
  private final Masker masker;

  /**
   * @param auditor made the findings, and judges what would become of the instance
   * @param masker hides secrets in the plan's texts
   */
  public Planner(Auditor auditor, Selection selection, Masker masker) {
    this.auditor = auditor;
    this.settling = new FixedPoint(auditor, selection, masker);
    this.masker = masker;
  }

  /** What repairs the failures, as far as a program may. */
  public Plan plan(Instance instance, List<Finding> findings) {
    return new Run(instance, findings).plan();
  }

  /** One plan in the making. */
  private final class Run {
    private final Instance start;
    private final List<Finding> findings;
    private final Safety safety;
    private final Set<String> excluded = new HashSet<>();
    private final Map<String, String> harm = new HashMap<>();
    private int trials;

    Run(Instance start, List<Finding> findings) {
      this.start = start;
      this.findings = findings;
      this.safety = new Safety(start, findings, auditor);
    }

    Plan plan() {
      Settled settled = rest(0);
      return new Plan(changes(settled), byHand(settled));
    }

    /** An instance on which a plan would change nothing. */
    private Settled rest(int depth) {
      Settled settled = settle(depth);
      if (violation(settled).isEmpty()) {
        return settled;
      }
      List<RequestedChange> wishes = new ArrayList<>();
      settling.failures(findings).forEach(failure -> wishes.addAll(failure.wishes()));
      wishes.removeIf(wish -> wish.remedy() instanceof Remedy.ByHand);
      wishes.forEach(wish -> excluded.add(identity(wish)));
      halves(wishes);
      settled = settle(depth);
      if (settled.reasons().isEmpty() || depth == MOST_RUNS) {
        return settled;
      }
      // What did harm to the instance as it was may do none to the instance as it is now.
      Run next = new Run(settled.instance(), settled.findings());
      Settled more = next.rest(depth + 1);
      harm.clear();
      harm.putAll(next.harm);
      return more.after(settled);
    }

    private Settled settle(int depth) {
      return settling.settle(start, findings, excluded, depth == 0);
    }

    private Optional<String> violation(Settled settled) {
      return settled
          .trouble()
          .or(() -> safety.violation(settled.instance(), settled.findings(), settled.assigned()));
    }

    /** Admits the wishes that do no harm together with those that were admitted before. */
    private void admit(List<RequestedChange> wishes) {
      Set<String> identities = new HashSet<>();
      wishes.forEach(wish -> identities.add(identity(wish)));
      excluded.removeAll(identities);
      Optional<String> violation =
          trials++ < MOST_TRIALS
              ? violation(settle(0))
              : Optional.of("too much in this file does harm when it is mended");
      if (violation.isEmpty()) {
        return;
      }
      excluded.addAll(identities);
      if (wishes.size() == 1) {
        harm.put(identity(wishes.getFirst()), violation.get());
      } else {
        halves(wishes);
      }
    }

    private void halves(List<RequestedChange> wishes) {
      if (wishes.size() == 1) {
        admit(wishes);
      } else if (!wishes.isEmpty()) {
        int middle = wishes.size() / 2;
        admit(wishes.subList(0, middle));
        admit(wishes.subList(middle, wishes.size()));
      }
    }

    private String identity(RequestedChange wish) {
      return FixedPoint.identity(wish, start);
    }

    private List<FileChange> changes(Settled settled) {
      List<FileFact.Content> changed = new ArrayList<>();
      Set<String> paths = new LinkedHashSet<>(FILES);
      paths.addAll(settled.reasons().keySet());
      for (String path : paths) {
        if (settled.reasons().containsKey(path)
            && settled.instance().facts().file(path) instanceof FileFact.Content after
            && !isSame(start.facts().file(path), after)) {
          changed.add(after);
        }
      }
      List<FileChange> changes = new ArrayList<>();
      for (FileFact.Content after : changed) {
        changes.add(change(settled, after, changed.size() == 1));
      }
      boolean restarts = changes.stream().anyMatch(c -> c.restarts().contains(Restart.AGENT));
      return !restarts && changes.size() > 1 ? together(settled, changes) : changes;
    }

    /** Files of which each says the same: nothing changes unless all of them do. */
    private List<FileChange> together(Settled settled, List<FileChange> changes) {
      SettingChanges effects = SettingChanges.between(start, settled.instance(), masker);
      return changes.stream()
          .map(c -> hasBytes(c) ? c.adding(effects.restarts(c.path())) : c)
          .toList();
    }

    private static boolean hasBytes(FileChange change) {
      return !Arrays.equals(change.before().bytesOrEmpty(), change.after().orElseThrow());
    }

    private static boolean isSame(FileFact before, FileFact.Content after) {
      return before instanceof FileFact.Content was
          && was.mode() == after.mode()
          && Arrays.equals(was.bytes(), after.bytes());
    }

    private FileChange change(Settled settled, FileFact.Content after, boolean alone) {
      FileFact before = start.facts().file(after.path());
      List<Reason> reasons =
          new ArrayList<>(settled.reasons().getOrDefault(after.path(), List.of()));
      Set<Restart> restarts = Set.of();
      if (!Arrays.equals(before.bytesOrEmpty(), after.bytes())) {
        Instance then = alone ? settled.instance() : Instance.of(start.facts().with(after));
        SettingChanges effects = SettingChanges.between(start, then, masker);
        restarts = effects.restarts(after.path());
        reasons.addAll(effects.besides(reasons));
      }
      return new FileChange(before, Optional.of(after.bytes()), after.mode(), reasons, restarts);
    }

    /** Why each failure that is left is left. */
    private List<ByHand> byHand(Settled settled) {
      List<ByHand> byHand = new ArrayList<>();
      for (Failure failure : settled.failures()) {
        Finding finding = failure.finding();
        Set<String> told = new LinkedHashSet<>();
        for (RequestedChange wish : failure.wishes()) {
          Optional.ofNullable(harm.get(FixedPoint.identity(wish, settled.instance())))
              .map(reason -> place(wish) + reason)
              .or(() -> settled.left().leftBecause(wish))
              .ifPresent(told::add);
        }
        if (told.isEmpty()) {
          told.add(finding.message() + ": " + finding.remediation());
        }
        told.forEach(
            reason -> byHand.add(new ByHand(finding.control(), finding.subject(), reason)));
      }
      return byHand;
    }

    private static String place(RequestedChange wish) {
      return wish.remedy() instanceof Remedy.Plain(LineDefect defect)
          ? defect.where().display() + ": "
          : "";
    }
  }
}
