package io.ecsharden.cli;

import io.ecsharden.app.Changes;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.repair.ReceiptStore;
import io.ecsharden.report.HistoryReport;
import io.ecsharden.report.Style;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden history}: what was changed here. */
final class HistoryVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command("history", "List the receipts of what was changed here, oldest first.")
        .addOption(Options.root())
        .addOption(Options.format());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    boolean json = Options.isJson(arguments);
    ReceiptStore.History history = history(arguments);
    console.report(
        json
            ? HistoryReport.json(history.receipts())
            : HistoryReport.text(history.receipts(), console.style()));
    history.unreadable().forEach(line -> console.error(Style.safe(line)));
    return history.unreadable().isEmpty() ? ExitCode.COMPLIANT : ExitCode.STATE_UNREADABLE;
  }

  private static ReceiptStore.History history(Arguments arguments) throws Failure {
    try {
      Optional<StateDirectory> state = StateDirectory.look(Options.rootOf(arguments));
      if (state.isEmpty()) {
        return new ReceiptStore.History(List.of(), List.of());
      }
      try (StateDirectory opened = state.get()) {
        return new ReceiptStore(opened).history();
      }
    } catch (IOException e) {
      throw Changes.failure(e);
    }
  }
}
