package io.ecsharden.report;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Detail;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.settings.Instance;
import java.util.List;
import java.util.Map;

/** An audit as text: one line a finding, details under those that fail. */
public final class TextAudit {

  private static final String INDENT = "        ";

  private final AuditResult report;
  private final Style style;
  private final StringBuilder out = new StringBuilder(4096);

  private TextAudit(AuditResult report, Style style) {
    this.report = report;
    this.style = style;
  }

  /** Writes the report. */
  public static String write(AuditResult report, Style style) {
    return new TextAudit(report, style).write();
  }

  private String write() {
    header(out, report.instance(), report.baseline());
    int controls = width(Finding::control, "control");
    int statuses = width(TextAudit::statusWord, "status");
    int severities = width(finding -> finding.severity().name(), "severity");
    for (Finding finding : report.findings()) {
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
    if (finding.effective().isPresent() && finding.expected().isPresent()) {
      String source = finding.source().map(text -> ", from " + text).orElse("");
      line("taken", text(finding.effective().get()) + source);
      line("wanted", text(finding.expected().get()));
    }
    for (Detail detail : finding.details()) {
      detail(detail);
    }
    if (!finding.remediation().isEmpty()) {
      line("do", finding.remediation());
    }
    finding
        .waiver()
        .ifPresent(waiver ->
            line(
                waiver.expired() ? "expired" : "waived",
                (waiver.expired() ? "on " : "until ")
                    + waiver.expires()
                    + " by "
                    + waiver.approvedBy()
                    + ": "
                    + waiver.reason()
                    + " ("
                    + waiver.source()
                    + ")"));
  }

  private void detail(Detail detail) {
    StringBuilder text = new StringBuilder();
    detail.setting().ifPresent(setting -> text.append(Detail.brief(setting)).append(": "));
    text.append(detail.message());
    detail.taken().ifPresent(taken -> text.append("; taken ").append(quoted(taken)));
    detail.meant().ifPresent(meant -> text.append("; meant ").append(quoted(meant)));
    text.append("; ").append(detail.remediation());
    out.append(INDENT)
        .append(style.faint(Style.safe(detail.source())))
        .append("  ")
        .append(Style.safe(text.toString()))
        .append('\n');
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "nothing" : "`" + Detail.brief(text) + "`";
  }

  private static String text(String value) {
    return value.isEmpty() ? "nothing" : Detail.brief(value);
  }

  private void line(String label, String text) {
    out.append(INDENT)
        .append(style.faint(pad(label, 7)))
        .append(' ')
        .append(Style.safe(text))
        .append('\n');
  }

  private void summary() {
    out.append('\n');
    String separator = "";
    for (Map.Entry<Status, Integer> count : report.summary().entrySet()) {
      if (count.getValue() > 0) {
        out.append(separator)
            .append(style.status(count.getKey(), count.getValue() + " " + word(count.getKey())));
        separator = ", ";
      }
    }
    out.append('\n');
    List<Finding> failed =
        report.findings().stream().filter(f -> f.status() == Status.FAIL).toList();
    if (!failed.isEmpty()) {
      out.append("`ecs-harden explain ")
          .append(failed.getFirst().control())
          .append("` says what a control is about and what it does not cover.\n");
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
    for (Finding finding : report.findings()) {
      width = Math.max(width, column.apply(finding).length());
    }
    return width;
  }

  static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }
}
