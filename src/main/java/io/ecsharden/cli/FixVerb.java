package io.ecsharden.cli;

import io.ecsharden.app.BaselineGoal;
import io.ecsharden.app.Changes;
import io.ecsharden.app.Instances;
import io.ecsharden.app.Reporting;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Restart;
import io.ecsharden.repair.ReceiptStore;
import io.ecsharden.repair.Repair;
import io.ecsharden.repair.RestartLimit;
import io.ecsharden.repair.StoppedContainers;
import io.ecsharden.report.FixReport;
import io.ecsharden.report.JsonFix;
import io.ecsharden.report.TextFix;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden fix}: brings the instance to its baseline. */
final class FixVerb implements Verb {

  private static final String DRY_RUN = "--dry-run";

  @Override
  public CommandSpec specification() {
    CommandSpec specification =
        Options.command(
                "fix",
                "Bring the instance to its baseline: change the files, restart what must be, prove"
                    + " that it took effect, and put everything back if it did not.")
            .addOption(Options.baseline())
            .addOption(Options.baselineAge())
            .addOption(Options.flag(DRY_RUN, "Show what would be done, and change nothing."))
            .addOption(FixOptions.restart())
            .addOption(FixOptions.waiting())
            .addOption(FixOptions.only())
            .addOption(FixOptions.skip())
            .addOption(Options.root())
            .addOption(Options.format())
            .addOption(Options.reveal());
    ReportOptions.all().forEach(specification::addOption);
    return specification;
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    boolean json = Options.isJson(arguments);
    RestartLimit limit = FixOptions.limitOf(arguments);
    FixOptions.waitOf(arguments);
    Reporting reporting = new Reporting(arguments, console);
    Masker masker = Options.masker(arguments);
    Baseline baseline = Options.baselineOf(arguments, console, clock.instant(), reporting::pause);
    Instant now = clock.instant();
    // what a receipt says has no secrets, whatever is shown here
    Masker recorded = arguments.flag(DRY_RUN) ? masker : Masker.HIDE;
    BaselineGoal goal =
        new BaselineGoal(
            new Auditor(Controls.all(), baseline, now, recorded),
            FixOptions.selectionOf(arguments),
            recorded);
    Instance instance = Instances.readWithRunning(arguments, console);
    Repair.Result result =
        arguments.flag(DRY_RUN)
            ? planned(arguments, console, instance, goal)
            : changed(arguments, console, clock, instance, goal, baseline, limit);
    FixReport report =
        new FixReport(
            instance,
            baseline,
            now,
            masker,
            limit,
            arguments.flag(DRY_RUN),
            result,
            goal.pending(result.findings()));
    Optional<IOException> unprinted =
        console.tryReport(
            json ? JsonFix.write(report, Version.TEXT) : TextFix.write(report, console.style()));
    ExitCode code = Instances.unlessForbidden(instance, console, code(result, goal));
    ExitCode told =
        reporting.isWanted() && !arguments.flag(DRY_RUN)
            ? reporting.report(now(arguments, console, clock, baseline, reporting), code)
            : code;
    if (unprinted.isPresent()) {
      throw unprinted.get();
    }
    return told;
  }

  /** The instance as it is after the repair, which is what others are told of. */
  private static AuditResult now(
      Arguments arguments, Console console, Clock clock, Baseline baseline, Reporting reporting)
      throws Failure {
    reporting.pauseBeforeAudit();
    Instance instance = Instances.readWithRunning(arguments, console);
    Instant time = clock.instant();
    return new AuditResult(
        instance,
        baseline,
        time,
        new Auditor(Controls.all(), baseline, time, Masker.HIDE).audit(instance));
  }

  private static ExitCode code(Repair.Result result, BaselineGoal goal) {
    ExitCode code =
        result.receipt().map(receipt -> Changes.code(receipt.outcome())).orElse(ExitCode.COMPLIANT);
    if (code == ExitCode.ROLLED_BACK || code == ExitCode.NOT_RESTORED) {
      return code;
    }
    if (!goal.failed(result.findings()).isEmpty()) {
      return ExitCode.DRIFT;
    }
    return goal.pending(result.findings()).isEmpty() ? code : ExitCode.RESTART_PENDING;
  }

  private static Repair.Result planned(
      Arguments arguments, Console console, Instance instance, BaselineGoal goal) throws Failure {
    List<Finding> findings = goal.findings(instance);
    List<String> messages = new ArrayList<>();
    if (StateDirectory.has(Options.rootOf(arguments), ReceiptStore.JOURNAL)) {
      messages.add("an interrupted run has left its journal: the next fix finishes or undoes it");
    }
    Plan plan = goal.plan(instance, findings);
    Set<Restart> restarts = EnumSet.noneOf(Restart.class);
    restarts.addAll(plan.restarts());
    restarts.addAll(Restart.of(goal.pending(findings)));
    if (restarts.contains(Restart.DOCKER) && !instance.facts().running().isOffline()) {
      messages.add(
          "a restart of Docker: "
              + StoppedContainers.of(Changes.runtime(arguments, console, instance)));
    }
    return new Repair.Result(plan, Optional.empty(), findings, messages);
  }

  private static Repair.Result changed(
      Arguments arguments,
      Console console,
      Clock clock,
      Instance instance,
      BaselineGoal goal,
      Baseline baseline,
      RestartLimit limit)
      throws Failure {
    Optional<FileFact.Unreadable> forbidden = Instances.forbidden(instance);
    if (forbidden.isPresent()) {
      throw new Failure(
          ExitCode.NO_PERMISSION,
          forbidden.get().path()
              + ": "
              + forbidden.get().detail()
              + "; run as root. Nothing was"
              + " changed");
    }
    List<Finding> findings = goal.findings(instance);
    Plan plan = goal.plan(instance, findings);
    boolean nothing =
        plan.isEmpty()
            && (goal.pending(findings).isEmpty() || limit == RestartLimit.NEVER)
            && !StateDirectory.has(Options.rootOf(arguments), ReceiptStore.JOURNAL);
    return nothing
        ? new Repair.Result(plan, Optional.empty(), findings, List.of())
        : Changes.locked(
            arguments,
            console,
            clock,
            instance,
            (repair, memory) ->
                repair.run(
                    goal,
                    Changes.draft(arguments, clock, baseline.name(), Optional.empty()),
                    limit));
  }
}
