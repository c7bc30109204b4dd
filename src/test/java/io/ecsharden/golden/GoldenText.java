package io.ecsharden.golden;

import io.ecsharden.control.Detail;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.report.Style;
import java.util.List;

/** Findings as a compact text that stays the same while reports change their looks. */
final class GoldenText {

  private static final String CLEAN = "clean\n";

  private GoldenText() {}

  /** Everything that is not {@code PASS}, in the findings' order. */
  static String of(List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : findings) {
      if (finding.status() != Status.PASS) {
        finding(finding, out);
      }
    }
    return out.isEmpty() ? CLEAN : out.toString();
  }

  private static void finding(Finding finding, StringBuilder out) {
    out.append(finding.status()).append(' ').append(finding.control());
    finding.subject().ifPresent(subject -> out.append(" [").append(subject).append(']'));
    finding.source().ifPresent(source -> out.append(' ').append(source));
    out.append(": ").append(Style.safe(finding.message().toString())).append('\n');
    finding.details().forEach(detail -> detail(detail, out));
  }

  private static void detail(Detail detail, StringBuilder out) {
    out.append("  ").append(detail.kind()).append(' ').append(detail.source());
    detail.setting().ifPresent(setting -> out.append(' ').append(Style.safe(setting.toString())));
    out.append(": ").append(Style.safe(detail.message().toString()));
    StringBuilder texts = new StringBuilder();
    detail
        .effective()
        .ifPresent(text -> texts.append("effective ").append(quoted(text.toString())));
    if (detail.effective().isPresent() && detail.intended().isPresent()) {
      texts.append(", ");
    }
    detail.intended().ifPresent(text -> texts.append("intended ").append(quoted(text.toString())));
    out.append(texts.isEmpty() ? "" : " (" + texts + ")");
    out.append("; ").append(Style.safe(detail.remediation())).append('\n');
  }

  private static String quoted(String text) {
    return "`" + Style.safe(text) + "`";
  }
}
