package io.ecsharden.report;

import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.secrets.Disclosure;

/**
 * An audit as JUnit XML, which CI systems show: a test case for each finding. The form is that of
 * Maven Surefire's {@code surefire-test-report.xsd} 3.0.2. A pending restart is a failure: what
 * runs does not agree with the baseline. What was not evaluated is skipped, with the reason.
 */
final class JunitAudit {

  private JunitAudit() {}

  /** Writes the report. */
  static String write(AuditReport report) {
    AuditResult audit = report.audit();
    int failures = 0;
    int skipped = 0;
    StringBuilder cases = new StringBuilder(8192);
    for (Finding finding : audit.findings()) {
      switch (finding.status()) {
        case PASS -> {}
        case FAIL, PENDING_RESTART -> failures++;
        case WAIVED, NOT_APPLICABLE, NOT_EVALUATED -> skipped++;
      }
      testCase(cases, finding, report.disclosure());
    }
    StringBuilder out = new StringBuilder(cases.length() + 1024);
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
    attribute(out, "name", "ecs-harden");
    attribute(out, "tests", Integer.toString(audit.findings().size()));
    attribute(out, "failures", Integer.toString(failures));
    attribute(out, "errors", "0");
    attribute(out, "skipped", Integer.toString(skipped));
    attribute(out, "time", "0");
    out.append(">\n  <properties>\n");
    property(out, "version", report.version());
    property(out, "time", audit.time().toString());
    property(out, "host", audit.instance().description());
    property(out, "root", audit.instance().facts().root());
    property(out, "baseline", audit.baseline().name());
    out.append("  </properties>\n").append(cases);
    return out.append("</testsuite>\n").toString();
  }

  private static void testCase(StringBuilder out, Finding finding, Disclosure disclosure) {
    out.append("  <testcase");
    attribute(out, "classname", "ecs-harden." + finding.control());
    attribute(out, "name", finding.subject().orElse(finding.control()));
    attribute(out, "time", "0");
    switch (finding.status()) {
      case PASS -> out.append("/>\n");
      case FAIL, PENDING_RESTART -> problem(out, finding, "failure", disclosure);
      case WAIVED, NOT_APPLICABLE, NOT_EVALUATED -> problem(out, finding, "skipped", disclosure);
    }
  }

  private static void problem(
      StringBuilder out, Finding finding, String element, Disclosure disclosure) {
    boolean failure = element.equals("failure");
    out.append(">\n    <").append(element);
    attribute(out, "message", word(finding.status()) + finding.message().shown(disclosure));
    if (failure) {
      attribute(out, "type", finding.severity().name());
    }
    out.append('>');
    for (FindingLine line : FindingLine.of(finding, disclosure)) {
      escape(out, line.label() + ": " + line.text());
      out.append('\n');
    }
    out.append("</").append(element).append(">\n  </testcase>\n");
  }

  private static String word(Status status) {
    return status == Status.FAIL ? "" : status.name() + ": ";
  }

  private static void property(StringBuilder out, String name, String value) {
    out.append("    <property");
    attribute(out, "name", name);
    attribute(out, "value", value);
    out.append("/>\n");
  }

  private static void attribute(StringBuilder out, String name, String value) {
    out.append(' ').append(name).append("=\"");
    escape(out, value);
    out.append('"');
  }

  /** Control characters are escaped as in the other texts; XML 1.0 has no form for most of them. */
  private static void escape(StringBuilder out, String text) {
    String safe = Style.safe(text);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> {
          if (Character.isHighSurrogate(c)
              && i + 1 < safe.length()
              && Character.isLowSurrogate(safe.charAt(i + 1))) {
            out.append(c).append(safe.charAt(++i));
          } else {
            out.append(Character.isSurrogate(c) || c >= 0xFFFE ? '\uFFFD' : c);
          }
        }
      }
    }
  }
}
