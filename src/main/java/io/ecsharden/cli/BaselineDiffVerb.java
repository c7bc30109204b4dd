package io.ecsharden.cli;

import io.ecsharden.app.Baselines;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.BaselineDiff;
import io.ecsharden.report.Formats;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden baseline diff}: where two baselines differ. */
final class BaselineDiffVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command(
            "diff",
            "Compare two baselines, each with all that it extends. The exit code is 0 whether or"
                + " not they differ.")
        .addPositional(
            BaselineVerb.positional("BEFORE", 0, "1", "The first baseline, as after --baseline."))
        .addPositional(
            BaselineVerb.positional(
                "AFTER", 1, "0..1", "The second one. Default: the one that audit would use."))
        .addOption(Options.baselineAge())
        .addOption(Options.format(Formats.BASELINE_DIFF))
        .addOption(Options.output());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    ReportPrinter<BaselineDiff> printer =
        Options.printer(arguments, Formats.BASELINE_DIFF, console);
    printer.print(
        Failure.unlessDone(
            Baselines.compare(
                context,
                Options.baselineAt(arguments, 0, console),
                Options.baselineAt(arguments, 1, console))));
    return ExitCode.COMPLIANT;
  }
}
