package io.ecsharden.report;

import io.ecsharden.control.Detail;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.secrets.Disclosure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Findings as text: a line each, with the reasons under those that fail; each reason once. */
final class TextFindings {

  private static final int INDENT = 8;
  private static final int LABEL = 9;

  private final StringBuilder out;
  private final Presentation shown;
  private final Disclosure disclosure;
  private final int controls;
  private final int statuses;
  private final int severities;
  private final Set<String> reasons = new HashSet<>();

  TextFindings(StringBuilder out, Presentation shown, List<Finding> all, Disclosure disclosure) {
    this.out = out;
    this.shown = shown;
    this.disclosure = disclosure;
    int control = 0;
    int status = 0;
    int severity = 0;
    for (Finding finding : all) {
      control = Math.max(control, finding.control().length());
      status = Math.max(status, word(finding.status()).length());
      severity = Math.max(severity, finding.severity().name().length());
    }
    this.controls = control;
    this.statuses = status;
    this.severities = severity;
  }

  /** Writes one. */
  void write(Finding finding) {
    out.append(
            shown.style().status(finding.status(), TextAudit.pad(word(finding.status()), statuses)))
        .append("  ")
        .append(TextAudit.pad(finding.severity().name(), severities))
        .append("  ")
        .append(shown.style().strong(TextAudit.pad(finding.control(), controls)))
        .append("  ");
    text(statuses + severities + controls + 6, INDENT, finding.message().shown(disclosure));
    switch (finding.status()) {
      case FAIL, PENDING_RESTART, WAIVED -> details(finding);
      case PASS, NOT_APPLICABLE, NOT_EVALUATED -> {}
    }
  }

  private void details(Finding finding) {
    FindingLine.values(finding, disclosure).forEach(this::line);
    int repeated = 0;
    for (Detail detail : finding.details()) {
      FindingLine reason = FindingLine.of(detail, disclosure);
      if (reasons.add(reason.label() + "\n" + reason.text())) {
        line(reason);
      } else {
        repeated++;
      }
    }
    if (repeated > 0) {
      line(
          new FindingLine(
              "see above",
              repeated == 1
                  ? "one more reason is shown there"
                  : repeated + " more reasons are shown there"));
    }
    FindingLine.remediation(finding).forEach(this::line);
    if (finding.repair() == Finding.Repair.PARTLY) {
      line(new FindingLine("fix", "It repairs what it safely can, and leaves the rest to you."));
    }
  }

  private void line(FindingLine line) {
    String label = TextAudit.pad(Style.safe(line.label()), LABEL);
    out.append(" ".repeat(INDENT)).append(shown.style().faint(label)).append("  ");
    text(INDENT + label.length() + 2, INDENT + 2, line.text());
  }

  private void text(int column, int indent, String text) {
    Wrap.append(out, column, indent, shown.width(), Style.safe(text));
  }

  static String word(Status status) {
    return switch (status) {
      case NOT_APPLICABLE -> "N/A";
      case NOT_EVALUATED -> "NOT EVALUATED";
      case PENDING_RESTART -> "PENDING RESTART";
      case PASS, FAIL, WAIVED -> status.name();
    };
  }
}
