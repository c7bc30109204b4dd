package io.ecsharden.cli;

import io.ecsharden.app.RepairDone;
import io.ecsharden.app.Rollback;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.FixReport;
import io.ecsharden.report.Formats;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ecs-harden rollback}: exactly what was there before. */
final class RollbackVerb implements Verb {

  private static final String DRY_RUN = "--dry-run";

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
                    "The run: its receipt, the beginning of it, or last; `ecs-harden history` lists"
                        + " them. Default: last, which is the last one that is not put back yet.")
                .build())
        .addOption(Options.flag(DRY_RUN, "Show what would be put back, and change nothing."))
        .addOption(FixOptions.restart())
        .addOption(FixOptions.waiting())
        .addOption(Options.root())
        .addOption(Options.format(Formats.FIX))
        .addOption(Options.output());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    Rollback.Request request =
        new Rollback.Request(
            arguments.positionals().stream().findFirst(),
            arguments.flag(DRY_RUN),
            FixOptions.restartsOf(arguments),
            FixOptions.waitOf(arguments));
    ReportPrinter<FixReport> printer = Options.printer(arguments, Formats.FIX, console);
    RepairDone repair = Failure.unlessDone(Rollback.run(context, request));
    printer.print(repair.report());
    return FixVerb.code(repair);
  }
}
