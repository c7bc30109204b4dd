package io.ecsharden.cli;

import io.ecsharden.app.ExposureLook;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.ExposureReport;
import io.ecsharden.report.Formats;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden exposure}: which running tasks reach the metadata service. */
final class ExposureVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command(
            "exposure",
            "Show which running tasks reach the instance metadata service, and with it the"
                + " instance's credentials: why, and what to do. Changes nothing.")
        .addOption(Options.root())
        .addOption(Options.format(Formats.EXPOSURE))
        .addOption(Options.output());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    ReportPrinter<ExposureReport> printer = Options.printer(arguments, Formats.EXPOSURE, console);
    printer.print(Failure.unlessDone(ExposureLook.run(context)));
    return ExitCode.COMPLIANT;
  }
}
