package io.ecsharden.report;

import io.ecsharden.control.Finding;
import io.ecsharden.plan.Change;
import io.ecsharden.plan.Diff;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Reason;
import io.ecsharden.plan.Restart;
import io.ecsharden.plan.ServiceRestart;
import io.ecsharden.repair.FileRecord;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.RestartLimit;
import io.ecsharden.repair.RunOutcome;
import java.util.Optional;

/** A repair as text: the plan as a diff, or what was done, and what is left. */
final class TextFix {

  private static final int LABEL = 10;

  private final FixReport report;
  private final Style style;
  private final StringBuilder out = new StringBuilder(2048);

  private TextFix(FixReport report, Style style) {
    this.report = report;
    this.style = style;
  }

  /** Writes the report. */
  static String write(FixReport report, Style style) {
    return new TextFix(report, style).write();
  }

  private String write() {
    TextAudit.header(out, report.instance(), report.baseline());
    report.result().messages().forEach(message -> line("note", message));
    if (report.dryRun()) {
      planned(report.result().plan());
    } else {
      report.result().receipt().ifPresent(this::done);
    }
    for (Finding finding : report.pending()) {
      line("pending", finding.control() + ": " + finding.message());
    }
    for (Plan.ByHand left : report.result().plan().byHand()) {
      String subject = left.subject().map(setting -> " (" + setting + ")").orElse("");
      line("by hand", left.control() + subject + ": " + left.reason());
    }
    last();
    return out.toString();
  }

  private void planned(Plan plan) {
    for (Change change : plan.changes()) {
      switch (change) {
        case FileContent file -> {
          out.append(Diff.of(file, report.disclosure()));
          for (Reason reason : file.reasons()) {
            line("because", reason.control() + ": " + reason.what());
          }
          out.append('\n');
        }
        case ServiceRestart restart -> {
          // among the restarts below, with those that files need
        }
      }
    }
    for (Restart restart : plan.restarts()) {
      line("restart", restart.id() + permission(restart) + ": " + restart.cost());
    }
  }

  private String permission(Restart restart) {
    if (report.limit().allows(restart)) {
      return "";
    }
    return restart == Restart.DOCKER && report.limit() != RestartLimit.NEVER
        ? " (only with --restart docker; until then it is pending)"
        : " (not with --restart never: it stays pending)";
  }

  private void done(Receipt receipt) {
    boolean back = receipt.outcome().isUndone();
    for (FileRecord file : receipt.files()) {
      line(back ? "put back" : file.action(), file.path());
      for (Reason reason : file.reasons()) {
        line("", reason.control() + ": " + reason.what());
      }
    }
    for (Receipt.RestartRecord restart : receipt.restarts()) {
      line("restarted", restart.what() + ": " + restart.result());
    }
    if (!receipt.message().isEmpty()) {
      line(label(receipt.outcome()), receipt.message());
    }
    line("receipt", receipt.id());
  }

  private static String label(RunOutcome outcome) {
    return switch (outcome) {
      case ROLLED_BACK, NOT_RESTORED -> "failed";
      case RESTART_PENDING -> "pending";
      case DONE, WRITING, WRITTEN, UNDOING, ROLLING_BACK -> "note";
    };
  }

  private void last() {
    Plan plan = report.result().plan();
    Optional<Receipt> receipt = report.result().receipt();
    if (report.dryRun()) {
      out.append(
          plan.files().isEmpty()
              ? "Nothing would be changed.\n"
              : "Nothing was changed. `ecs-harden fix` does it.\n");
    } else if (receipt.isEmpty()) {
      out.append("Nothing was changed.\n");
    } else if (receipt.get().verb().equals("fix")
        && !receipt.get().outcome().isUndone()
        && !receipt.get().files().isEmpty()) {
      out.append("`ecs-harden rollback ")
          .append(receipt.get().id())
          .append("` puts everything back.\n");
    }
  }

  private void line(String label, String text) {
    out.append(style.strong(TextAudit.pad(label, LABEL))).append(Style.safe(text)).append('\n');
  }
}
