package io.ecsharden.fix;

import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Status;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.fix.FileChange.Reason;
import io.ecsharden.fix.Plan.ByHand;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.Masker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From findings to a plan. Pure.
 *
 * <p>The wishes of all failed controls are fulfilled in memory, and the result is audited like an
 * instance: what is worse there than before is taken back, and left to people. That goes on until
 * nothing changes any more, so that a second plan, for the repaired instance, is empty.
 */
public final class Planner {

  /** A line can be odd in several ways, and each round mends one. */
  private static final int MOST_ROUNDS = 12;

  /** Wishes that are tried one by one when something is wrong with all of them together. */
  private static final int MOST_TRIALS = 200;

  private static final List<String> FILES =
      List.of(HostFacts.ECS_CONFIG, HostFacts.INSTANCE_CONFIG, HostFacts.JSON_CONFIG);

  private final Auditor auditor;
  private final Selection selection;
  private final Masker masker;

  /**
   * @param auditor made the findings, and judges what would become of the instance
   * @param masker hides secrets in the plan's texts
   */
  public Planner(Auditor auditor, Selection selection, Masker masker) {
    this.auditor = auditor;
    this.selection = selection;
    this.masker = masker;
  }

  /** What repairs the failures, as far as a program may. */
  public Plan plan(Instance instance, List<Finding> findings) {
    return new Run(instance, findings).plan();
  }

  /** An instance, what an audit says of it, and what was done to get there. */
  private record State(Instance instance, List<Finding> findings, Attempt attempt) {}

  /** A failure and what it asks for. */
  private record Failure(Finding finding, List<Wish> wishes) {}

  /** One plan in the making. */
  private final class Run {
    private final Instance start;
    private final Safety safety;
    private final Map<String, String> takenBack = new HashMap<>();
    private final Map<String, List<Reason>> reasons = new LinkedHashMap<>();
    private Instance instance;
    private List<Finding> findings;

    Run(Instance start, List<Finding> findings) {
      this.start = start;
      this.safety = new Safety(start, findings);
      this.instance = start;
      this.findings = findings;
    }

    Plan plan() {
      List<Failure> failures = failures();
      Attempt attempt = attempt(failures);
      for (int round = 0; attempt.changed() && round < MOST_ROUNDS; round++) {
        State next = state(attempt);
        if (safety.violation(next.instance(), next.findings()).isPresent()) {
          next = withoutCulprits(failures);
        }
        next.attempt()
            .reasons()
            .forEach(
                (path, all) -> reasons.computeIfAbsent(path, p -> new ArrayList<>()).addAll(all));
        instance = next.instance();
        findings = next.findings();
        failures = failures();
        attempt = attempt(failures);
      }
      return new Plan(changes(), byHand(failures, attempt));
    }

    private List<Failure> failures() {
      List<Failure> failures = new ArrayList<>();
      for (Finding finding : findings) {
        if (finding.status() == Status.FAIL && selection.includes(finding.control())) {
          List<Wish> wishes = finding.remedies().stream().map(r -> Wish.of(finding, r)).toList();
          failures.add(new Failure(finding, wishes));
        }
      }
      return failures;
    }

    /** Everything that was not taken back. */
    private Attempt attempt(List<Failure> failures) {
      List<Wish> wishes = new ArrayList<>();
      for (Failure failure : failures) {
        failure.wishes().stream()
            .filter(wish -> !takenBack.containsKey(identity(wish)))
            .forEach(wishes::add);
      }
      return Repairs.attempt(instance, masker, wishes);
    }

    private State state(Attempt attempt) {
      Instance next = Instance.of(attempt.facts());
      return new State(next, auditor.audit(next), attempt);
    }

    /** The most that does no harm: failure by failure, and where one does, wish by wish. */
    private State withoutCulprits(List<Failure> failures) {
      List<Wish> good = new ArrayList<>();
      State state = new State(instance, findings, new Attempt(instance.facts()));
      int trials = 0;
      for (Failure failure : failures) {
        List<Wish> wishes =
            failure.wishes().stream().filter(w -> !takenBack.containsKey(identity(w))).toList();
        State all = trial(good, wishes);
        if (harm(all).isEmpty()) {
          good.addAll(wishes);
          state = all;
          continue;
        }
        for (Wish wish : wishes) {
          State one = trials++ < MOST_TRIALS ? trial(good, List.of(wish)) : all;
          Optional<String> harm = harm(one);
          if (harm.isEmpty()) {
            good.add(wish);
            state = one;
          } else {
            takenBack.put(identity(wish), harm.get());
          }
        }
      }
      return state;
    }

    private State trial(List<Wish> good, List<Wish> more) {
      List<Wish> wishes = new ArrayList<>(good);
      wishes.addAll(more);
      return state(Repairs.attempt(instance, masker, wishes));
    }

    private Optional<String> harm(State state) {
      return safety.violation(state.instance(), state.findings());
    }

    /** Tells a wish in one round from others in the next, where lines have other numbers. */
    private String identity(Wish wish) {
      return wish.who()
          + "\n"
          + switch (wish.remedy()) {
            case Remedy.Plain(String path, int line) -> path + "\n" + line(path, line);
            case Remedy.Assign(String key, String value) -> key + "=" + value;
            case Remedy.Unset(String key) -> key;
            case Remedy.JsonBoolean(String path, String field, boolean value) -> field + value;
            case Remedy.NarrowMode(String path, int mode) -> path + mode;
            case Remedy.ByHand(String reason) -> reason;
          };
    }

    private String line(String path, int line) {
      return Optional.ofNullable(instance.settings().readings().get(path))
          .map(r -> r.file().lines())
          .filter(lines -> line <= lines.count())
          .map(lines -> lines.text(line - 1))
          .orElse("");
    }

    private List<FileChange> changes() {
      List<FileChange> changes = new ArrayList<>();
      for (String path : FILES) {
        FileFact before = start.facts().file(path);
        if (reasons.containsKey(path)
            && instance.facts().file(path) instanceof FileFact.Content after
            && !isSame(before, after)) {
          changes.add(change(before, after));
        }
      }
      return changes;
    }

    private static boolean isSame(FileFact before, FileFact.Content after) {
      return before instanceof FileFact.Content was
          && was.mode() == after.mode()
          && Arrays.equals(was.bytes(), after.bytes());
    }

    private FileChange change(FileFact before, FileFact.Content after) {
      boolean sameBytes = Arrays.equals(before.bytesOrEmpty(), after.bytes());
      Set<Restart> restarts =
          sameBytes ? Set.of() : RestartCost.between(start, Instance.of(start.facts().with(after)));
      return new FileChange(
          before,
          Optional.of(after.bytes()),
          after.mode(),
          reasons.getOrDefault(after.path(), List.of()),
          restarts);
    }

    /** Why each failure that is left is left. */
    private List<ByHand> byHand(List<Failure> failures, Attempt last) {
      List<ByHand> byHand = new ArrayList<>();
      for (Failure failure : failures) {
        Finding finding = failure.finding();
        Set<String> told = new LinkedHashSet<>();
        for (Wish wish : failure.wishes()) {
          Optional.ofNullable(takenBack.get(identity(wish)))
              .or(() -> last.leftBecause(wish))
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
  }
}
