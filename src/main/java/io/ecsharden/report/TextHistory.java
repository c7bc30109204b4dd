package io.ecsharden.report;

import io.ecsharden.repair.FileRecord;
import io.ecsharden.repair.Receipt;

/** A history as text: one line for each run. */
final class TextHistory {

  private TextHistory() {}

  /** Writes the report. */
  static String write(HistoryReport report, Presentation shown) {
    if (report.receipts().isEmpty()) {
      return "Nothing was changed here.\n";
    }
    StringBuilder out = new StringBuilder();
    for (Receipt receipt : report.receipts()) {
      StringBuilder files = new StringBuilder();
      for (FileRecord file : receipt.files()) {
        files.append(files.isEmpty() ? "" : ", ").append(file.action()).append(' ');
        files.append(file.path());
      }
      receipt.undoes().ifPresent(id -> files.append(", as before ").append(id));
      out.append(shown.style().strong(Style.safe(TextAudit.pad(receipt.id(), 22))))
          .append(Style.safe(TextAudit.pad(receipt.verb(), 10)))
          .append(TextAudit.pad(receipt.outcome().id(), 17))
          .append(Style.safe(files.toString()))
          .append('\n');
    }
    return out.toString();
  }
}
