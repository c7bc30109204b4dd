package io.ecsharden.report;

import io.ecsharden.plan.Reason;
import io.ecsharden.repair.FileRecord;
import io.ecsharden.repair.Receipt;

/** A receipt as text: what a run did, and how to put it back. */
final class TextReceipt {

  private static final int LABEL = 11;

  private final Receipt receipt;
  private final Presentation shown;
  private final StringBuilder out = new StringBuilder(1024);

  private TextReceipt(Receipt receipt, Presentation shown) {
    this.receipt = receipt;
    this.shown = shown;
  }

  /** Writes the report. */
  static String write(ReceiptReport report, Presentation shown) {
    return new TextReceipt(report.receipt(), shown).write();
  }

  private String write() {
    line("receipt", receipt.id());
    line(
        "run",
        receipt.verb() + ", " + receipt.time() + ", took " + receipt.duration().toMillis() + " ms");
    if (!receipt.baseline().isEmpty()) {
      line("baseline", receipt.baseline());
    }
    receipt.undoes().ifPresent(id -> line("put back", id));
    line("outcome", receipt.outcome().id());
    if (!receipt.message().isEmpty()) {
      line("", receipt.message());
    }
    for (FileRecord file : receipt.files()) {
      line(file.action(), file.path());
      for (Reason reason : file.reasons()) {
        line("", reason.control() + ": " + reason.what());
      }
    }
    for (Receipt.RestartRecord restart : receipt.restarts()) {
      line("restarted", restart.what() + ": " + restart.result());
    }
    line("version", receipt.version());
    if (!receipt.files().isEmpty() && !receipt.outcome().isUndone()) {
      out.append(shown.commands().onInstance("rollback --dry-run " + receipt.id()))
          .append(" shows how to put it back.\n");
    }
    return out.toString();
  }

  private void line(String label, String text) {
    out.append(shown.style().strong(TextAudit.pad(label, LABEL)));
    Wrap.append(out, LABEL, LABEL, shown.width(), Style.safe(text));
  }
}
