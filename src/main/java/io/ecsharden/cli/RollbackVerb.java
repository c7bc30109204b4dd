package io.ecsharden.cli;

import io.ecsharden.app.BaselineGoal;
import io.ecsharden.app.Baselines;
import io.ecsharden.app.Changes;
import io.ecsharden.app.Instances;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.plan.Selection;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.ReceiptStore;
import io.ecsharden.repair.Repair;
import io.ecsharden.repair.RestartLimit;
import io.ecsharden.report.FixReport;
import io.ecsharden.report.JsonFix;
import io.ecsharden.report.Style;
import io.ecsharden.report.TextFix;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ecs-harden rollback}: exactly what was there before. */
final class RollbackVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command(
            "rollback", "Put back exactly what was there before a run: every byte, owner and mode.")
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel("RECEIPT")
                .type(String.class)
                .arity("0..1")
                .description(
                    "The run, by its receipt; `ecs-harden history` lists them. Default: the last"
                        + " one that is not put back yet.")
                .build())
        .addOption(FixOptions.restart())
        .addOption(FixOptions.waiting())
        .addOption(Options.root())
        .addOption(Options.format());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    boolean json = Options.isJson(arguments);
    RestartLimit limit = FixOptions.limitOf(arguments);
    FixOptions.waitOf(arguments);
    Instance instance = Instances.readWithRunning(arguments, console);
    Baseline baseline = Baselines.load("default", console);
    Instant now = clock.instant();
    BaselineGoal goal =
        new BaselineGoal(
            new Auditor(Controls.all(), baseline, now, Masker.HIDE), Selection.ALL, Masker.HIDE);
    Repair.Result result =
        Changes.locked(
            arguments,
            console,
            clock,
            instance,
            (repair, memory) ->
                repair.<Failure>undo(
                    goal,
                    () -> wanted(arguments, memory),
                    receipt -> Changes.draft(arguments, clock, "", Optional.of(receipt.id())),
                    limit));
    FixReport report =
        new FixReport(
            instance,
            baseline,
            now,
            Masker.HIDE,
            limit,
            false,
            result,
            goal.pending(result.findings()));
    console.report(
        json ? JsonFix.write(report, Version.TEXT) : TextFix.write(report, console.style()));
    return result.receipt().map(done -> Changes.code(done.outcome())).orElse(ExitCode.COMPLIANT);
  }

  private static Receipt wanted(Arguments arguments, ReceiptStore memory)
      throws Failure, IOException {
    Optional<String> id = arguments.positionals().stream().findFirst();
    if (id.isEmpty()) {
      return memory
          .last()
          .orElseThrow(() ->
              new Failure(
                  ExitCode.USAGE,
                  "there is nothing to put back; `ecs-harden history` lists what was done"));
    }
    return memory
        .receipt(id.get())
        .orElseThrow(() ->
            new Failure(
                ExitCode.USAGE,
                "there is no receipt "
                    + Style.safe(id.get())
                    + "; `ecs-harden history` lists them"));
  }
}
