package io.ecsharden.app;

import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.repair.ReceiptStore;
import io.ecsharden.report.HistoryReport;
import io.ecsharden.report.ReceiptReport;
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

  /** Reads one receipt, by the beginning of its id; {@link Rollback#LAST} is the newest. */
  public static Result<ReceiptReport> find(RunContext context, String prefix) {
    try {
      Optional<StateDirectory> state = StateDirectory.look(context.root());
      if (state.isEmpty()) {
        throw new StopException(
            Stop.Reason.WRONG_REQUEST,
            "there is no receipt " + prefix + ": nothing was changed here");
      }
      try (StateDirectory opened = state.get()) {
        ReceiptStore receipts = new ReceiptStore(opened);
        List<String> ids = receipts.ids("");
        String id = prefix.equals(Rollback.LAST) && !ids.isEmpty() ? ids.getLast() : prefix;
        return new Result.Done<>(new ReceiptReport(Rollback.named(context, id, receipts)));
      }
    } catch (StopException e) {
      return e.result();
    } catch (IOException e) {
      return LockedRepair.stop(e).result();
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
            new Done(
                new HistoryReport(history.receipts()), List.copyOf(history.unreadable().values())));
      }
    } catch (IOException e) {
      return LockedRepair.stop(e).result();
    }
  }
}
