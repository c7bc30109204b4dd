package io.ecsharden.report;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.settings.Instance;
import java.util.List;
import java.util.Map;

/** An audit as text: one line a finding, details under those that fail. */
final class TextAudit {

  private static final String INDENT = "        ";
  private static final int LABEL = 9;

  private final AuditResult audit;
  private final Style style;
  private final StringBuilder out = new StringBuilder(4096);

  private TextAudit(AuditResult audit, Style style) {
    this.audit = audit;
    this.style = style;
  }

  /** Writes the report. */
  static String write(AuditReport report, Style style) {
    return new TextAudit(report.audit(), style).write();
  }

  private String write() {
    header(out, audit.instance(), audit.baseline());
    int controls = width(Finding::control, "control");
    int statuses = width(TextAudit::statusWord, "status");
    int severities = width(finding -> finding.severity().name(), "severity");
    for (Finding finding : audit.findings()) {
      out.append(style.status(finding.status(), pad(statusWord(finding), statuses)))
          .append("  ")
          .append(pad(finding.severity().name(), severities))
          .append("  ")
          .append(style.strong(pad(finding.control(), controls)))
          .append("  ")
          .append(Style.safe(finding.message()))
          .append('\n');
      if (hasMore(finding.status())) {
        details(finding);
      }
    }
    summary();
    return out.toString();
  }

  private static boolean hasMore(Status status) {
    return status == Status.FAIL || status == Status.PENDING_RESTART || status == Status.WAIVED;
  }

  static void header(StringBuilder out, Instance instance, Baseline baseline) {
    out.append("host      ").append(Style.safe(instance.description()));
    if (!instance.facts().root().equals("/")) {
      out.append(" at ").append(Style.safe(instance.facts().root()));
    }
    out.append("\nbaseline  ").append(Style.safe(baseline.name()));
    if (!baseline.source().startsWith("builtin:")) {
      out.append(" (").append(Style.safe(baseline.source())).append(')');
    }
    out.append("\n\n");
  }

  private void details(Finding finding) {
    for (FindingLine line : FindingLine.of(finding)) {
      out.append(INDENT)
          .append(style.faint(pad(Style.safe(line.label()), LABEL)))
          .append("  ")
          .append(Style.safe(line.text()))
          .append('\n');
    }
  }

  private void summary() {
    out.append('\n');
    String separator = "";
    for (Map.Entry<Status, Integer> count : audit.summary().entrySet()) {
      if (count.getValue() > 0) {
        out.append(separator)
            .append(style.status(count.getKey(), count.getValue() + " " + word(count.getKey())));
        separator = ", ";
      }
    }
    out.append('\n');
    List<Finding> failed =
        audit.findings().stream().filter(f -> f.status() == Status.FAIL).toList();
    if (!failed.isEmpty()) {
      out.append("`ecs-harden explain ")
          .append(failed.getFirst().control())
          .append("` explains a control, and what it does not cover.\n");
    }
  }

  private static String statusWord(Finding finding) {
    return word(finding.status());
  }

  private static String word(Status status) {
    return switch (status) {
      case NOT_APPLICABLE -> "N/A";
      case NOT_EVALUATED -> "NOT EVALUATED";
      case PENDING_RESTART -> "PENDING RESTART";
      case PASS, FAIL, WAIVED -> status.name();
    };
  }

  private int width(java.util.function.Function<Finding, String> column, String atLeast) {
    int width = Math.min(4, atLeast.length());
    for (Finding finding : audit.findings()) {
      width = Math.max(width, column.apply(finding).length());
    }
    return width;
  }

  static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }
}
