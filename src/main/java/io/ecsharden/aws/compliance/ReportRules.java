package io.ecsharden.aws.compliance;

import io.ecsharden.aws.connection.Identity;
import io.ecsharden.format.Printable;
import java.util.List;
import java.util.Map;

/**
 * What every report of this program obeys. A report in the spool is input: one that does not obey
 * was damaged, or written by somebody else, and is not sent.
 */
final class ReportRules {

  private static final List<String> SEVERITIES =
      List.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL", "UNSPECIFIED");

  /** Details of an item, or attributes of the row; far more than there are. */
  private static final int MOST_ENTRIES = 200;

  private ReportRules() {}

  static boolean allow(Report report) {
    return report.instance().stream().allMatch(Identity::isInstanceId)
        && isName(report.id(), Limits.EXECUTION_ID)
        && isName(report.execution(), Limits.EXECUTION_TYPE)
        && report.items().size() <= Limits.ITEMS
        && report.items().stream().allMatch(ReportRules::allows)
        && allows(report.inventory());
  }

  private static boolean allows(ComplianceItem item) {
    return isName(item.id(), Limits.ITEM_ID)
        && isName(item.title(), Limits.TITLE)
        && SEVERITIES.contains(item.severity())
        && allows(item.details());
  }

  private static boolean allows(Map<String, String> entries) {
    return entries.size() <= MOST_ENTRIES
        && entries.entrySet().stream()
            .allMatch(entry ->
                isName(entry.getKey(), Limits.DETAIL_KEY)
                    && entry.getValue().length() <= Limits.DETAIL_VALUE
                    && printable(entry.getValue()).equals(entry.getValue()));
  }

  private static boolean isName(String text, int most) {
    return !text.isEmpty() && text.length() <= most && Printable.of(text).equals(text);
  }

  /** A text whose lines stay, and that drives no terminal. */
  static String printable(String text) {
    if (text.indexOf('\n') < 0) {
      return Printable.of(text);
    }
    StringBuilder lines = new StringBuilder(text.length() + 8);
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.append(Printable.of(text.substring(start, end))).append('\n');
      start = end + 1;
    }
    return lines.append(Printable.of(text.substring(start))).toString();
  }
}
