package io.ecsharden.cli;

import io.ecsharden.app.BaselineRequest;
import io.ecsharden.app.Baselines;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.BaselineReport;
import io.ecsharden.report.Formats;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden baseline check}: whether a baseline can be used. */
final class BaselineCheckVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command(
            "check",
            "Check a baseline: every mistake with its line, and what looks like one. Needs no"
                + " instance.")
        .addPositional(
            BaselineVerb.positional(
                "BASELINE",
                0,
                "0..1",
                "The baseline, as after --baseline. Default: the one that audit would use."))
        .addOption(Options.baselineAge())
        .addOption(Options.format(Formats.BASELINE_CHECK))
        .addOption(Options.output());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    ReportPrinter<BaselineReport> printer =
        Options.printer(arguments, Formats.BASELINE_CHECK, console);
    BaselineRequest request = Options.baselineAt(arguments, 0, console);
    printer.print(Failure.unlessDone(Baselines.read(context, request)));
    return ExitCode.COMPLIANT;
  }
}
