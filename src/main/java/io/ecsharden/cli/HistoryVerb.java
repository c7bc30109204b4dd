package io.ecsharden.cli;

import io.ecsharden.app.History;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.Formats;
import io.ecsharden.report.HistoryReport;
import io.ecsharden.report.ReceiptReport;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ecs-harden history}: what was changed here. */
final class HistoryVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command("history", "List the receipts of what was changed here, oldest first.")
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel("RECEIPT")
                .type(String.class)
                .arity("0..1")
                .description(
                    "Show this run: its receipt, the beginning of it, or last. Default: list all.")
                .build())
        .addOption(Options.root())
        .addOption(Options.format(Formats.HISTORY))
        .addOption(Options.output());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    Optional<String> receipt = arguments.positionals().stream().findFirst();
    if (receipt.isPresent()) {
      ReportPrinter<ReceiptReport> one = Options.printer(arguments, Formats.RECEIPT, console);
      one.print(Failure.unlessDone(History.find(context, receipt.get())));
      return ExitCode.COMPLIANT;
    }
    ReportPrinter<HistoryReport> printer = Options.printer(arguments, Formats.HISTORY, console);
    History.Done history = Failure.unlessDone(History.run(context));
    printer.print(history.report());
    history.unreadable().forEach(line -> console.error(line, ExitCode.STATE_UNREADABLE));
    return history.unreadable().isEmpty() ? ExitCode.COMPLIANT : ExitCode.STATE_UNREADABLE;
  }
}
