package io.ecsharden.cli;

import io.ecsharden.app.Effective;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.EffectiveReport;
import io.ecsharden.report.Formats;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden effective}: what is in force, for whom, and from where. */
final class EffectiveVerb implements Verb {

  private static final String URL = "--url";

  @Override
  public CommandSpec specification() {
    return Options.command(
            "effective",
            "Show the effective value of every setting that matters to the agent and ecs-init, the"
                + " line that it comes from, and what it shadows.")
        .addOption(Options.root())
        .addOption(Options.format(Formats.EFFECTIVE))
        .addOption(Options.output())
        .addOption(
            Options.list(
                URL,
                "URL",
                "Show which proxy the agent, ecs-init and dockerd use for this URL. Can be"
                    + " repeated."))
        .addOption(Options.reveal());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    Effective.Request request =
        new Effective.Request(arguments.values(URL), Options.revealOf(arguments));
    ReportPrinter<EffectiveReport> printer = Options.printer(arguments, Formats.EFFECTIVE, console);
    Effective.Done effective = Failure.unlessDone(Effective.run(context, request));
    printer.print(effective.report());
    return AuditVerb.unlessUnseen(effective.unseen(), console, ExitCode.COMPLIANT);
  }
}
