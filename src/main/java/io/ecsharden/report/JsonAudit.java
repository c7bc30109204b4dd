package io.ecsharden.report;

import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Detail;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Finding.AppliedWaiver;
import io.ecsharden.control.Status;
import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.agent.RunningVersion;
import io.ecsharden.settings.starter.Starter;
import java.util.Map;
import java.util.Optional;

/** An audit as JSON; {@code docs/schema/audit-v1.schema.json} describes it. */
final class JsonAudit {

  private JsonAudit() {}

  /** Writes the report, with a final line feed. */
  static String write(AuditReport report) {
    StringBuilder out = new StringBuilder(8192);
    JsonWriter json = new JsonWriter(out);
    json.object();
    head(json, report);
    scope(json, report.scope());
    agent(json, report.audit().instance());
    findings(json, report.audit(), report.disclosure());
    json.end();
    return out.append('\n').toString();
  }

  /** What made the report, of which instance, held against what. */
  static void head(JsonWriter json, AuditReport report) {
    AuditResult audit = report.audit();
    json.name("schemaVersion").value(Schema.VERSION);
    json.name("tool").object();
    json.name("name").value("ecs-harden");
    json.name("version").value(report.version());
    json.end();
    json.name("time").value(audit.time().toString());
    json.name("host");
    host(json, audit.instance(), report.host());
    json.name("baseline").object();
    JsonBaseline.head(json, audit.baseline());
    json.end();
  }

  /** Who starts the agent, where ecs-init's own unit does not. */
  private static void startedBy(JsonWriter json, Instance instance) {
    if (!(instance.settings().starter() instanceof Starter.EcsInit)) {
      json.name("startedBy").value(instance.settings().starter().sentence());
    }
  }

  /** The agent that runs, and the agent whose facts the program has. */
  private static void agent(JsonWriter json, Instance instance) {
    RunningVersion.of(instance.facts().running())
        .ifPresent(version -> {
          json.name("agent").object();
          json.name("version").value(version.text());
          json.name("factsOf").value(AgentSettings.AGENT_VERSION);
          json.name("newerThanFacts").value(version.isNewerThanFacts());
          json.end();
        });
  }

  /** Which findings are shown, where that is not all of them. */
  private static void scope(JsonWriter json, AuditScope scope) {
    if (scope.isAll()) {
      return;
    }
    json.name("scope").object();
    json.name("only").array();
    AuditScope.sorted(scope.only()).forEach(json::value);
    json.end();
    json.name("skip").array();
    AuditScope.sorted(scope.skip()).forEach(json::value);
    json.end();
    nullable(json, "minSeverity", scope.minSeverity());
    json.end();
  }

  /** The findings, counted first. */
  static void findings(JsonWriter json, AuditResult audit, Disclosure disclosure) {
    json.name("summary").object();
    for (Map.Entry<Status, Integer> count : audit.summary().entrySet()) {
      json.name(count.getKey().summaryName()).value(count.getValue());
    }
    json.end();
    json.name("findings").array();
    audit.findings().forEach(finding -> finding(json, finding, disclosure));
    json.end();
  }

  static void host(JsonWriter json, Instance instance, HostIdentity identity) {
    json.object();
    json.name("root").value(instance.facts().root());
    optional(json, "name", identity.name());
    optional(json, "instanceId", identity.instanceId());
    optional(json, "cluster", identity.cluster());
    json.name("kind").value(instance.place().id());
    json.name("os").object();
    json.name("id").value(instance.os().id());
    json.name("versionId").value(instance.os().versionId());
    json.name("name").value(instance.os().displayName());
    json.end();
    json.name("inContainer").value(instance.facts().surroundings().container());
    startedBy(json, instance);
    json.end();
  }

  private static void finding(JsonWriter json, Finding finding, Disclosure disclosure) {
    json.object();
    json.name("control").value(finding.control());
    json.name("title").value(finding.title());
    optional(json, "setting", finding.subject());
    json.name("status").value(finding.status().name());
    json.name("severity").value(finding.severity().name());
    nullable(json, "source", finding.source());
    nullable(json, "effective", shown(finding.effective(), disclosure));
    nullable(json, "expected", finding.expected());
    json.name("message").value(finding.message().shown(disclosure));
    nullable(
        json, "remediation", Optional.of(finding.remediation()).filter(text -> !text.isEmpty()));
    if (!finding.details().isEmpty()) {
      json.name("details").array();
      finding.details().forEach(detail -> detail(json, detail, disclosure));
      json.end();
    }
    finding.waiver().ifPresent(waiver -> waiver(json, waiver));
    json.end();
  }

  private static void detail(JsonWriter json, Detail detail, Disclosure disclosure) {
    json.object();
    json.name("kind").value(detail.kind());
    json.name("source").value(detail.source());
    optional(json, "setting", shown(detail.setting(), disclosure));
    optional(json, "taken", shown(detail.effective(), disclosure));
    optional(json, "meant", shown(detail.intended(), disclosure));
    json.name("message").value(detail.message().shown(disclosure));
    json.name("remediation").value(detail.remediation());
    json.end();
  }

  private static void waiver(JsonWriter json, AppliedWaiver waiver) {
    json.name("waiver").object();
    json.name("reason").value(waiver.reason());
    json.name("approvedBy").value(waiver.approvedBy());
    json.name("expires").value(waiver.expires().toString());
    json.name("expired").value(waiver.expired());
    json.name("source").value(waiver.source());
    json.end();
  }

  private static Optional<String> shown(Optional<SensitiveText> text, Disclosure disclosure) {
    return text.map(value -> value.shown(disclosure));
  }

  private static void optional(JsonWriter json, String name, Optional<String> value) {
    value.ifPresent(text -> json.name(name).value(text));
  }

  private static void nullable(JsonWriter json, String name, Optional<String> value) {
    json.name(name);
    value.ifPresentOrElse(json::value, json::nullValue);
  }
}
