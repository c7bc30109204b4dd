package io.ecsharden.report;

import io.ecsharden.control.Finding;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.plan.BlockChange;
import io.ecsharden.plan.Change;
import io.ecsharden.plan.Diff;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Reason;
import io.ecsharden.plan.Restart;
import io.ecsharden.plan.RestartHold;
import io.ecsharden.plan.ServiceRestart;
import io.ecsharden.repair.FileRecord;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.RestartLimit;
import io.ecsharden.repair.RunOutcome;
import io.ecsharden.secrets.SensitiveText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A repair as text: the plan as a diff, or what was done, and what is left. */
final class TextFix {

  private static final int LABEL = 10;

  private final FixReport report;
  private final Presentation shown;
  private final Style style;
  private final StringBuilder out = new StringBuilder(2048);

  private TextFix(FixReport report, Presentation shown) {
    this.report = report;
    this.shown = shown;
    this.style = shown.style();
  }

  /** Writes the report. */
  static String write(FixReport report, Presentation shown) {
    return new TextFix(report, shown).write();
  }

  private String write() {
    new TextHead(out, shown.width())
        .host(report.instance(), HostIdentity.UNKNOWN)
        .baseline(report.baseline());
    out.append('\n');
    report.result().messages().forEach(message -> line("note", message));
    if (report.dryRun()) {
      planned(report.result().plan());
    } else {
      report.result().receipt().ifPresent(this::done);
    }
    for (Finding finding : report.pending()) {
      line("pending", finding.control() + ": " + shown(finding.message()));
    }
    for (Plan.ByHand left : report.result().plan().byHand()) {
      String subject = left.subject().map(setting -> " (" + setting + ")").orElse("");
      line("by hand", left.control() + subject + ": " + shown(left.reason()));
    }
    last();
    return out.toString();
  }

  private String shown(SensitiveText text) {
    return text.shown(report.disclosure());
  }

  private void planned(Plan plan) {
    for (Change change : plan.changes()) {
      switch (change) {
        case FileContent file -> {
          diff(Diff.of(file, report.disclosure()));
          for (Reason reason : file.reasons()) {
            line("because", reason.control() + ": " + shown(reason.what()));
          }
          out.append('\n');
        }
        case BlockChange block -> block(block);
        case ServiceRestart restart -> {
          // among the restarts below, with those that files need
        }
      }
    }
    for (Restart restart : plan.restarts()) {
      line("restart", restart.id() + permission(restart) + ": " + restart.cost());
    }
    for (RestartHold hold : plan.holds()) {
      line(report.limit().obeys(hold) ? "held back" : "careful", shown(hold.reason()));
    }
  }

  private void block(BlockChange block) {
    block.unit().ifPresent(file -> diff(Diff.of(file, report.disclosure())));
    block.link(true).ifPresent(link -> line("enable", linked(link)));
    block.link(false).ifPresent(link -> line("disable", link.path()));
    line(block.isRemoval() ? "stop" : "start", HostFacts.BLOCK_UNIT);
    for (Reason reason : block.reasons()) {
      line("because", reason.control() + ": " + shown(reason.what()));
    }
    out.append('\n');
  }

  private static String linked(FileContent link) {
    return link.path() + " -> " + new String(link.after().orElseThrow(), StandardCharsets.UTF_8);
  }

  private String permission(Restart restart) {
    if (report.limit().allows(restart)) {
      return switch (restart) {
        case DAEMON_RELOAD, IMDS_BLOCK -> "";
        case AGENT, DOCKER -> held();
      };
    }
    return restart == Restart.DOCKER && report.limit() != RestartLimit.NEVER
        ? " (only with --restart docker; until then it is pending)"
        : " (not with --restart never: it stays pending)";
  }

  private String held() {
    boolean held = false;
    boolean liftable = true;
    for (RestartHold hold : report.result().plan().holds()) {
      held |= report.limit().obeys(hold);
      liftable &= hold.kind().isLiftedOnRequest();
    }
    if (!held) {
      return "";
    }
    return liftable
        ? " (only with --restart agent, because it would do harm; until then it is pending)"
        : " (not with these files, because it would do harm; it stays pending)";
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
          plan.files().isEmpty() && !plan.restarts().contains(Restart.IMDS_BLOCK)
              ? "Nothing would be changed.\n"
              : "Nothing was changed. " + shown.commands().toGoal(report.again()) + " does it.\n");
    } else if (receipt.isEmpty()) {
      out.append("Nothing was changed.\n");
    } else if (receipt.get().verb().equals("fix")
        && !receipt.get().outcome().isUndone()
        && !receipt.get().files().isEmpty()) {
      out.append(shown.commands().onInstance("rollback " + receipt.get().id()))
          .append(" puts everything back.\n");
    }
  }

  private void line(String label, String text) {
    out.append(style.strong(TextAudit.pad(label, LABEL)));
    Wrap.append(out, LABEL, LABEL, shown.width(), Style.safe(text));
  }

  /** Lines as they are, each in the colour of its sign. */
  private void diff(String lines) {
    lines.lines().forEach(line -> out.append(style.diff(line)).append('\n'));
  }
}
