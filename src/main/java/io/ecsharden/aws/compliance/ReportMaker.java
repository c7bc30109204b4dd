package io.ecsharden.aws.compliance;

import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Detail;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.control.task.Exposure;
import io.ecsharden.control.task.NetworkMode;
import io.ecsharden.control.task.Reach;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.format.Printable;
import io.ecsharden.format.ShortText;
import io.ecsharden.settings.AgentBlock;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.value.EffectiveValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a report of an audit. Secrets stay hidden, whatever options say. */
final class ReportMaker {

  /** The agent's settings in the inventory: none of them can hold a secret. */
  private static final String REASONS = "Reasons";

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

  /** The modes by which exposed tasks are counted. */
  private static final List<NetworkMode> MODES =
      List.of(NetworkMode.AWSVPC, NetworkMode.BRIDGE, NetworkMode.HOST);

  private static final int DETAILS = 20;

  /** The shortest length that details are cut to where there are very many. */
  private static final int SHORTEST = 64;

  private ReportMaker() {}

  /**
   * The report of an audit, within the size of one call. Where the details are too long, each is
   * cut further. Where that is not enough, what fails stays and the rest is counted.
   *
   * @param id the run's id
   * @param verb {@code audit} or {@code fix}
   * @param versions the versions of the instance's programs, by inventory attribute
   */
  static Report of(AuditResult audit, String id, String verb, Map<String, String> versions) {
    for (int longest = Limits.DETAIL_VALUE; longest >= SHORTEST; longest /= 4) {
      Report report = of(audit, id, verb, versions, longest, Limits.ITEMS);
      if (fits(report)) {
        return report;
      }
    }
    int items = Math.min(audit.findings().size(), Limits.ITEMS);
    Report report;
    do {
      items /= 2;
      report = of(audit, id, verb, versions, SHORTEST, items);
    } while (!fits(report) && items > 0);
    return report;
  }

  private static boolean fits(Report report) {
    return ReportJson.bytes(report).length <= Limits.CALL;
  }

  private static Report of(
      AuditResult audit,
      String id,
      String verb,
      Map<String, String> versions,
      int longest,
      int most) {
    List<ComplianceItem> items = new ArrayList<>();
    Map<String, Integer> ids = new HashMap<>();
    for (Finding finding : audit.findings()) {
      ComplianceItem item = item(finding, audit.baseline().name(), longest);
      // ids that became equal when they were cut or cleaned get a number
      String first = item.id().toString();
      while (ids.putIfAbsent(item.id().toString(), 1) != null) {
        item =
            item.as(SentText.name(first + "-" + ids.merge(first, 1, Integer::sum), Limits.ITEM_ID));
      }
      items.add(item);
    }
    int surplus = items.size() - most;
    if (surplus > 0) {
      items.sort(Comparator.comparing(ComplianceItem::compliant));
      items.subList(Math.max(0, most - 1), items.size()).clear();
      items.add(rest(audit.findings().size() - items.size()));
    }
    return new Report(
        Optional.empty(),
        Limits.name(id, Limits.EXECUTION_ID),
        audit.time(),
        ShortText.cut("ecs-harden " + verb, Limits.EXECUTION_TYPE),
        items,
        inventory(audit, versions));
  }

  private static ComplianceItem rest(int count) {
    return new ComplianceItem(
        SentText.line("more-findings", Limits.ITEM_ID),
        SentText.line(
            count + " more findings do not fit into one call: see them on the instance",
            Limits.TITLE),
        "UNSPECIFIED",
        false,
        Map.of());
  }

  private static ComplianceItem item(Finding finding, String baseline, int longest) {
    String subject = finding.subject().map(setting -> "/" + setting).orElse("");
    Map<String, String> all = new LinkedHashMap<>();
    put(all, "Result", finding.status().name());
    put(all, "Message", finding.message().masked());
    finding.effective().ifPresent(text -> put(all, "Effective", text.masked()));
    finding.expected().ifPresent(text -> put(all, "Expected", text));
    finding.source().ifPresent(text -> put(all, "Source", text));
    put(all, "Remediation", finding.remediation());
    put(all, "Baseline", baseline);
    put(all, REASONS, reasons(finding.details()));
    finding
        .waiver()
        .ifPresent(waiver ->
            put(
                all,
                "Waiver",
                (waiver.expired() ? "expired on " : "until ")
                    + waiver.expires()
                    + ", approved by "
                    + waiver.approvedBy()
                    + ": "
                    + waiver.reason()));
    Map<String, SentText> details = new LinkedHashMap<>();
    // a text that others wrote, as a label, must not look like one more reason
    all.forEach((key, text) ->
        details.put(
            key,
            key.equals(REASONS) ? SentText.lines(text, longest) : SentText.line(text, longest)));
    return new ComplianceItem(
        SentText.name(finding.control() + subject, Limits.ITEM_ID),
        SentText.line(
            finding.title() + (subject.isEmpty() ? "" : ": " + subject.substring(1)), Limits.TITLE),
        finding.severity().name(),
        isCompliant(finding.status()),
        details);
  }

  /** What was not evaluated, or is not in force yet, is not compliant. */
  private static boolean isCompliant(Status status) {
    return switch (status) {
      case PASS, WAIVED, NOT_APPLICABLE -> true;
      case FAIL, PENDING_RESTART, NOT_EVALUATED -> false;
    };
  }

  private static String reasons(List<Detail> details) {
    StringBuilder text = new StringBuilder();
    for (Detail detail : details.subList(0, Math.min(DETAILS, details.size()))) {
      text.append(text.isEmpty() ? "" : "\n");
      text.append(Printable.of(detail.source() + "  " + detail.message()));
    }
    if (details.size() > DETAILS) {
      text.append("\nand ").append(details.size() - DETAILS).append(" more");
    }
    return text.toString();
  }

  private static Map<String, SentText> inventory(AuditResult audit, Map<String, String> versions) {
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
    tasks(row, instance);
    Map<String, SentText> texts = new LinkedHashMap<>();
    row.forEach((key, text) -> texts.put(key, SentText.lines(text, Limits.DETAIL_VALUE)));
    return texts;
  }

  /** Where nobody looked, nothing is said. */
  private static void tasks(Map<String, String> row, Instance instance) {
    if (instance.facts().running().network().tasks() instanceof TaskFacts.Seen seen) {
      Exposure exposure =
          Exposure.of(seen, AgentBlock.of(instance), instance.facts().running().network().filter());
      put(row, "ExposedTasks", Long.toString(exposure.count(Reach.EXPOSED)));
      put(row, "ExposedTasks.notSeen", Long.toString(exposure.count(Reach.NOT_SEEN)));
      for (NetworkMode mode : MODES) {
        put(row, "ExposedTasks." + mode.id(), Long.toString(exposure.exposed(mode)));
      }
    }
  }

  private static String shown(EffectiveValue value) {
    return value.isKnown() ? value.text().masked() : "unknown";
  }

  private static void put(Map<String, String> map, String key, String text) {
    if (!text.isEmpty()) {
      map.put(Limits.name(key, Limits.DETAIL_KEY), text);
    }
  }
}
