package io.ecsharden.aws.compliance;

import io.ecsharden.aws.connection.Identity;
import java.util.List;
import java.util.Map;

/**
 * What every report of this program obeys. A report in the spool is input: one that does not obey
 * was damaged, or written by somebody else, and is not sent. {@link SentText} judges its texts.
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
    return SEVERITIES.contains(item.severity()) && allows(item.details());
  }

  private static boolean allows(Map<String, SentText> entries) {
    return entries.size() <= MOST_ENTRIES
        && entries.keySet().stream().allMatch(key -> isName(key, Limits.DETAIL_KEY));
  }

  private static boolean isName(String text, int most) {
    return !text.isEmpty() && SentText.line(text, most).toString().equals(text);
  }
}
