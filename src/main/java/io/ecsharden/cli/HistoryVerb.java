package io.ecsharden.cli;

import io.ecsharden.app.History;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.Formats;
import io.ecsharden.report.HistoryReport;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden history}: what was changed here. */
final class HistoryVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command("history", "List the receipts of what was changed here, oldest first.")
        .addOption(Options.root())
        .addOption(Options.format(Formats.HISTORY))
        .addOption(Options.output());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    ReportPrinter<HistoryReport> printer = Options.printer(arguments, Formats.HISTORY, console);
    History.Done history = Failure.unlessDone(History.run(context));
    printer.print(history.report());
    history.unreadable().forEach(console::error);
    return history.unreadable().isEmpty() ? ExitCode.COMPLIANT : ExitCode.STATE_UNREADABLE;
  }
}
