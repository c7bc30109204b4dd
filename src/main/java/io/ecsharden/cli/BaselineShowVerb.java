package io.ecsharden.cli;

import io.ecsharden.app.BaselineRequest;
import io.ecsharden.app.Baselines;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.BaselineReport;
import io.ecsharden.report.Formats;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden baseline show}: a baseline together with all that it extends. */
final class BaselineShowVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command(
            "show", "Merge a baseline with all that it extends, and print it as one baseline.")
        .addPositional(
            BaselineVerb.positional(
                "BASELINE",
                0,
                "0..1",
                "The baseline, as after --baseline. Default: the one that audit would use."))
        .addOption(Options.baselineAge())
        .addOption(Options.format(Formats.BASELINE_SHOW))
        .addOption(Options.output());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    ReportPrinter<BaselineReport> printer =
        Options.printer(arguments, Formats.BASELINE_SHOW, console);
    BaselineRequest request = Options.baselineAt(arguments, 0, console);
    printer.print(Failure.unlessDone(Baselines.read(context, request)));
    return ExitCode.COMPLIANT;
  }
}
