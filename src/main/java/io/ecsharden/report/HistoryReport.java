package io.ecsharden.report;

import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.repair.FileRecord;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.ReceiptJson;
import java.util.List;

/** What was changed on an instance, a line a run. */
public final class HistoryReport {

  private HistoryReport() {}

  /** As text. */
  public static String text(List<Receipt> receipts, Style style) {
    if (receipts.isEmpty()) {
      return "Nothing was changed here.\n";
    }
    StringBuilder out = new StringBuilder();
    for (Receipt receipt : receipts) {
      StringBuilder files = new StringBuilder();
      for (FileRecord file : receipt.files()) {
        files.append(files.isEmpty() ? "" : ", ").append(file.action()).append(' ');
        files.append(file.path());
      }
      receipt.undoes().ifPresent(id -> files.append(", as before ").append(id));
      out.append(style.strong(TextAudit.pad(receipt.id(), 22)))
          .append(TextAudit.pad(receipt.verb(), 10))
          .append(TextAudit.pad(receipt.outcome().id(), 17))
          .append(Style.safe(files.toString()))
          .append('\n');
    }
    return out.toString();
  }

  /** As JSON, with a final line feed: an array of receipts. */
  public static String json(List<Receipt> receipts) {
    StringBuilder out = new StringBuilder();
    JsonWriter json = new JsonWriter(out);
    json.array();
    receipts.forEach(receipt -> ReceiptJson.write(json, receipt));
    json.end();
    return out.append('\n').toString();
  }
}
