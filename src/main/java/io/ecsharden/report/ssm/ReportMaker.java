package io.ecsharden.report.ssm;

import io.ecsharden.control.Detail;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.report.AuditReport;
import io.ecsharden.settings.AgentSettings;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.InitSettings;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.Masker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From an audit to what Systems Manager is told. Pure; secrets stay hidden whatever was asked. */
final class ReportMaker {

  /** What the inventory tells of: names of settings that never hold a secret. */
  private static final List<String> AGENT =
      List.of(
          AgentSettings.CLUSTER,
          AgentSettings.AWSVPC_BLOCK_IMDS,
          AgentSettings.TASK_IAM_ROLE,
          AgentSettings.TASK_IAM_ROLE_NETWORK_HOST,
          AgentSettings.TASK_ENI,
          AgentSettings.DISABLE_PRIVILEGED,
          AgentSettings.RUNTIME_STATS,
          AgentSettings.EXTERNAL);

  private static final List<String> INIT =
      List.of(
          InitSettings.SKIP_LOCALHOST_FILTER,
          InitSettings.OFFHOST_INTROSPECTION,
          InitSettings.RUN_PRIVILEGED,
          InitSettings.APPARMOR_PROFILE);

  private static final List<String> PROXIES = List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

  private static final int DETAILS = 20;

  private ReportMaker() {}

  /**
   * What is told of an audit.
   *
   * @param id the run
   * @param verb {@code audit} or {@code fix}
   * @param versions of the programs on the instance, by attribute
   */
  static Report of(AuditReport audit, String id, String verb, Map<String, String> versions) {
    List<ComplianceItem> items = new ArrayList<>();
    for (Finding finding : audit.findings()) {
      items.add(item(finding, audit.baseline().name()));
    }
    return new Report(
        Limits.name(id, Limits.EXECUTION_ID),
        audit.time(),
        Limits.cut("ecs-harden " + verb, Limits.EXECUTION_TYPE),
        items,
        inventory(audit, versions));
  }

  private static ComplianceItem item(Finding finding, String baseline) {
    String subject = finding.subject().map(setting -> "/" + setting).orElse("");
    Map<String, String> details = new LinkedHashMap<>();
    put(details, "Result", finding.status().name());
    put(details, "Message", finding.message());
    finding.effective().ifPresent(text -> put(details, "Effective", text));
    finding.expected().ifPresent(text -> put(details, "Expected", text));
    finding.source().ifPresent(text -> put(details, "Source", text));
    put(details, "Remediation", finding.remediation());
    put(details, "Baseline", baseline);
    put(details, "Reasons", reasons(finding.details()));
    finding
        .waiver()
        .ifPresent(waiver ->
            put(
                details,
                "Waiver",
                (waiver.expired() ? "expired on " : "until ")
                    + waiver.expires()
                    + ", approved by "
                    + waiver.approvedBy()
                    + ": "
                    + waiver.reason()));
    return new ComplianceItem(
        Limits.name(Limits.clean(finding.control() + subject), Limits.ITEM_ID),
        Limits.cut(
            Limits.clean(finding.title() + (subject.isEmpty() ? "" : ": " + subject.substring(1))),
            Limits.TITLE),
        finding.severity().name(),
        isCompliant(finding.status()),
        details);
  }

  /** What could not be seen, and what is not in force yet, is no pass. */
  private static boolean isCompliant(Status status) {
    return switch (status) {
      case PASS, WAIVED, NOT_APPLICABLE -> true;
      case FAIL, PENDING_RESTART, NOT_EVALUATED -> false;
    };
  }

  private static String reasons(List<Detail> details) {
    StringBuilder text = new StringBuilder();
    for (Detail detail : details.subList(0, Math.min(DETAILS, details.size()))) {
      text.append(text.isEmpty() ? "" : "\n").append(detail.source()).append("  ");
      text.append(detail.message());
    }
    if (details.size() > DETAILS) {
      text.append("\nand ").append(details.size() - DETAILS).append(" more");
    }
    return text.toString();
  }

  private static Map<String, String> inventory(AuditReport audit, Map<String, String> versions) {
    Instance instance = audit.instance();
    Map<String, String> row = new LinkedHashMap<>();
    versions.forEach((name, version) -> put(row, name, version));
    put(row, "OperatingSystem", instance.os().displayName());
    put(row, "Kind", instance.place().id());
    put(row, "Baseline", audit.baseline().name());
    audit.summary().forEach((status, count) -> put(row, "Findings." + status, count.toString()));
    AGENT.forEach(key -> put(row, key, shown(instance.settings().agent().get(key))));
    INIT.forEach(key -> put(row, "EcsInit." + key, shown(instance.settings().init().get(key))));
    PROXIES.forEach(key -> put(row, key, shown(instance.settings().agent().get(key))));
    return row;
  }

  private static String shown(EffectiveValue value) {
    return value.isKnown() ? Masker.HIDE.value(value.key(), value.text()) : "unknown";
  }

  private static void put(Map<String, String> map, String key, String text) {
    if (!text.isEmpty()) {
      map.put(
          Limits.name(key, Limits.DETAIL_KEY), Limits.cut(Limits.clean(text), Limits.DETAIL_VALUE));
    }
  }
}
