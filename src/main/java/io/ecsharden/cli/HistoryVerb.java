package io.ecsharden.cli;

import io.ecsharden.app.Changes;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.ReceiptStore;
import io.ecsharden.report.HistoryReport;
import io.ecsharden.report.Style;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
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
    List<Receipt> receipts = receipts(arguments, console);
    console.report(
        json ? HistoryReport.json(receipts) : HistoryReport.text(receipts, console.style()));
    return ExitCode.COMPLIANT;
  }

  private static List<Receipt> receipts(Arguments arguments, Console console) throws Failure {
    List<Receipt> receipts = new ArrayList<>();
    try {
      Optional<StateDirectory> state = StateDirectory.look(Options.rootOf(arguments));
      if (state.isEmpty()) {
        return receipts;
      }
      try (StateDirectory opened = state.get()) {
        ReceiptStore memory = new ReceiptStore(opened);
        for (String id : memory.ids()) {
          receipt(memory, id, console).ifPresent(receipts::add);
        }
      }
      return receipts;
    } catch (IOException e) {
      throw Changes.failure(e);
    }
  }

  /** One that is damaged hides none of the others. */
  private static Optional<Receipt> receipt(ReceiptStore memory, String id, Console console) {
    try {
      return memory.receipt(id);
    } catch (IOException e) {
      console.error(Style.safe(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }
}
