package io.ecsharden.report;

import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.repair.ReceiptJson;

/** A history as JSON: an array of receipts, as {@code docs/schema/receipt-v1.schema.json} says. */
final class JsonHistory {

  private JsonHistory() {}

  /** Writes one receipt. */
  static String write(ReceiptReport report) {
    StringBuilder out = new StringBuilder();
    ReceiptJson.write(new JsonWriter(out), report.receipt());
    return out.append('\n').toString();
  }

  /** Writes the report. */
  static String write(HistoryReport report) {
    StringBuilder out = new StringBuilder();
    JsonWriter json = new JsonWriter(out);
    json.array();
    report.receipts().forEach(receipt -> ReceiptJson.write(json, receipt));
    json.end();
    return out.append('\n').toString();
  }
}
