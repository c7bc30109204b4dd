package io.ecsharden.app;

import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.repair.ReceiptStore;
import io.ecsharden.report.HistoryReport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Lists what was changed on an instance, oldest first. Writes nothing. */
public final class History {

  private History() {}

  /**
   * The receipts.
   *
   * @param unreadable a line for each receipt that is damaged; it hides none of the others
   */
  public record Done(HistoryReport report, List<String> unreadable) {
    public Done {
      unreadable = List.copyOf(unreadable);
    }
  }

  /** Reads the receipts. */
  public static Result<Done> run(RunContext context) {
    try {
      Optional<StateDirectory> state = StateDirectory.look(context.root());
      if (state.isEmpty()) {
        return new Result.Done<>(new Done(new HistoryReport(List.of()), List.of()));
      }
      try (StateDirectory opened = state.get()) {
        ReceiptStore.History history = new ReceiptStore(opened).history();
        return new Result.Done<>(
            new Done(new HistoryReport(history.receipts()), history.unreadable()));
      }
    } catch (IOException e) {
      return LockedRepair.stop(e).result();
    }
  }
}
