package io.ecsharden.report;

import io.ecsharden.repair.Receipt;
import java.util.List;

/** What was changed on an instance, oldest first. */
public record HistoryReport(List<Receipt> receipts) {

  public HistoryReport {
    receipts = List.copyOf(receipts);
  }
}
