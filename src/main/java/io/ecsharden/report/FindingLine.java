package io.ecsharden.report;

import io.ecsharden.control.Detail;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Finding.AppliedWaiver;
import io.ecsharden.format.ShortText;
import io.ecsharden.secrets.Disclosure;
import java.util.ArrayList;
import java.util.List;

/**
 * A line under a finding, in the reports that people read.
 *
 * @param label what it is about: {@code effective}, or a place in a file
 */
record FindingLine(String label, String text) {

  /** What is in force, what the baseline expects, each reason with its place, and what to do. */
  static List<FindingLine> of(Finding finding, Disclosure disclosure) {
    List<FindingLine> lines = new ArrayList<>(values(finding, disclosure));
    for (Detail detail : finding.details()) {
      lines.add(of(detail, disclosure));
    }
    lines.addAll(remediation(finding));
    return lines;
  }

  /** What is in force, and what the baseline expects. */
  static List<FindingLine> values(Finding finding, Disclosure disclosure) {
    List<FindingLine> lines = new ArrayList<>();
    if (finding.effective().isPresent() && finding.expected().isPresent()) {
      String source = finding.source().map(text -> ", from " + text).orElse("");
      lines.add(
          new FindingLine(
              "effective", value(finding.effective().get().shown(disclosure)) + source));
      lines.add(new FindingLine("expected", value(finding.expected().get())));
    }
    return lines;
  }

  /** What to do, and who accepts that it is not done. */
  static List<FindingLine> remediation(Finding finding) {
    List<FindingLine> lines = new ArrayList<>();
    if (!finding.remediation().isEmpty()) {
      lines.add(new FindingLine("do", finding.remediation()));
    }
    finding.waiver().ifPresent(waiver -> lines.add(of(waiver)));
    return lines;
  }

  static FindingLine of(Detail detail, Disclosure disclosure) {
    return new FindingLine(detail.source(), text(detail, disclosure));
  }

  private static FindingLine of(AppliedWaiver waiver) {
    return new FindingLine(
        waiver.expired() ? "expired" : "waived",
        (waiver.expired() ? "on " : "until ")
            + waiver.expires()
            + " by "
            + waiver.approvedBy()
            + ": "
            + waiver.reason()
            + " ("
            + waiver.source()
            + ")");
  }

  private static String text(Detail detail, Disclosure disclosure) {
    StringBuilder text = new StringBuilder();
    detail
        .setting()
        .ifPresent(setting -> text.append(setting.brief().shown(disclosure)).append(": "));
    sentence(text, detail.message().shown(disclosure));
    detail
        .effective()
        .ifPresent(value -> sentence(text, "Effective: " + quoted(value.shown(disclosure))));
    detail
        .intended()
        .ifPresent(value -> sentence(text, "Intended: " + quoted(value.shown(disclosure))));
    sentence(text, detail.remediation());
    return text.toString();
  }

  private static void sentence(StringBuilder out, String text) {
    if (text.isEmpty()) {
      return;
    }
    int last = out.length() - 1;
    out.append(last < 0 || out.charAt(last) == ' ' ? "" : " ").append(text);
    if (!text.endsWith(".")) {
      out.append('.');
    }
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "nothing" : "`" + ShortText.line(text) + "`";
  }

  private static String value(String text) {
    return text.isEmpty() ? "nothing" : ShortText.line(text);
  }
}
