package io.ecsharden.report;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.settings.agent.RunningVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * An audit as text: failures first, the most severe first, what {@code fix} repairs apart from what
 * a person has to do; then everything else, a line each.
 */
final class TextAudit {

  private final AuditReport report;
  private final AuditResult audit;
  private final Presentation shown;
  private final StringBuilder out = new StringBuilder(4096);
  private final TextFindings findings;

  private TextAudit(AuditReport report, Presentation shown) {
    this.report = report;
    this.audit = report.audit();
    this.shown = shown;
    this.findings = new TextFindings(out, shown, audit.findings(), report.disclosure());
  }

  /** Writes the report. */
  static String write(AuditReport report, Presentation shown) {
    return new TextAudit(report, shown).write();
  }

  private String write() {
    TextHead head =
        new TextHead(out, shown.width())
            .host(audit.instance(), report.host())
            .baseline(audit.baseline());
    if (!report.scope().isAll()) {
      head.line("findings", report.scope().words());
    }
    RunningVersion.of(audit.instance().facts().running())
        .filter(RunningVersion::isNewerThanFacts)
        .ifPresent(version -> head.line("note", version.note()));
    out.append('\n');
    List<Finding> repaired = new ArrayList<>();
    List<Finding> left = new ArrayList<>();
    for (Finding finding : sorted(Status.FAIL)) {
      (finding.repair() == Finding.Repair.FIX ? repaired : left).add(finding);
    }
    boolean leftFirst =
        !left.isEmpty() && (repaired.isEmpty() || worst(left).compareTo(worst(repaired)) < 0);
    if (leftFirst) {
      section("A person has to repair", left);
    }
    section("`fix` repairs", repaired);
    if (!leftFirst) {
      section("A person has to repair", left);
    }
    section("Needs a restart", sorted(Status.PENDING_RESTART));
    section("Waived", sorted(Status.WAIVED));
    section("Not evaluated", sorted(Status.NOT_EVALUATED));
    section("In order", sorted(Status.PASS));
    section("Not applicable", sorted(Status.NOT_APPLICABLE));
    summary(repaired.size(), left);
    return out.toString();
  }

  private static Severity worst(List<Finding> findings) {
    return findings.getFirst().severity();
  }

  private List<Finding> sorted(Status status) {
    return audit.findings().stream()
        .filter(finding -> finding.status() == status)
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }

  private void section(String title, List<Finding> members) {
    if (members.isEmpty()) {
      return;
    }
    out.append(shown.style().strong(title)).append('\n');
    members.forEach(findings::write);
    out.append('\n');
  }

  /** The last lines: what a person in a hurry reads. */
  private void summary(int repaired, List<Finding> left) {
    StringBuilder others = new StringBuilder();
    int failed = 0;
    for (Map.Entry<Status, Integer> count : audit.summary().entrySet()) {
      if (count.getKey() == Status.FAIL) {
        failed = count.getValue();
      } else if (count.getValue() > 0) {
        others.append(others.isEmpty() ? "" : ", ");
        others.append(
            shown
                .style()
                .status(
                    count.getKey(), count.getValue() + " " + TextFindings.word(count.getKey())));
      }
    }
    if (!others.isEmpty()) {
      out.append(others).append('\n');
    }
    if (failed > 0) {
      failures(failed, repaired, left);
    }
  }

  private void failures(int failed, int repaired, List<Finding> left) {
    Finding first = sorted(Status.FAIL).getFirst();
    line(
        Commands.of("explain " + first.control())
            + " explains a control, and what it does not cover.");
    StringBuilder text = new StringBuilder();
    for (Severity severity : Severity.values()) {
      long count =
          audit.findings().stream()
              .filter(f -> f.status() == Status.FAIL && f.severity() == severity)
              .count();
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(severity);
      }
    }
    String head = failed + " FAIL";
    text.insert(0, " (").append("). ");
    long parts = left.stream().filter(f -> f.repair() == Finding.Repair.PARTLY).count();
    if (repaired + parts == 0) {
      text.append("A person has to repair ").append(failed == 1 ? "it." : "them.");
    } else {
      text.append(shown.commands().toGoal("fix --dry-run")).append(" shows the repair of ");
      text.append(repaired > 0 || parts == 0 ? Integer.toString(repaired) : "");
      text.append(repaired > 0 && parts > 0 ? ", and of " : "");
      text.append(parts > 0 ? "a part of " + parts : "").append('.');
    }
    out.append(shown.style().status(Status.FAIL, head));
    Wrap.append(out, head.length(), 0, shown.width(), text.toString());
  }

  private void line(String text) {
    Wrap.append(out, 0, 0, shown.width(), text);
  }

  static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }
}
