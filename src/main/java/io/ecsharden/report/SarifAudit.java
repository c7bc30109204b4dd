package io.ecsharden.report;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Finding.AppliedWaiver;
import io.ecsharden.control.Status;
import io.ecsharden.control.check.Controls;
import io.ecsharden.format.Digest;
import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.secrets.Disclosure;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An audit as SARIF 2.1.0 (OASIS, 27 March 2020), which code scanning shows: a rule for each
 * control, a result for each finding. Files are relative to the instance's root.
 */
final class SarifAudit {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** Names what the fingerprint is made of: another recipe needs another number. */
  private static final String FINGERPRINT = "controlAndSetting/v1";

  private SarifAudit() {}

  /** Writes the report. */
  static String write(AuditReport report) {
    AuditResult audit = report.audit();
    Map<String, Integer> rules = new LinkedHashMap<>();
    audit.findings().forEach(finding -> rules.putIfAbsent(finding.control(), rules.size()));
    StringBuilder out = new StringBuilder(32768);
    JsonWriter json = new JsonWriter(out);
    json.object();
    json.name("$schema").value(SCHEMA);
    json.name("version").value("2.1.0");
    json.name("runs").array().object();
    json.name("tool").object().name("driver").object();
    json.name("name").value("ecs-harden");
    json.name("version").value(report.version());
    json.name("rules").array();
    for (String id : rules.keySet()) {
      Controls.find(id).map(Control::info).ifPresent(info -> rule(json, info));
    }
    json.end().end().end();
    json.name("invocations").array().object();
    json.name("executionSuccessful").value(true);
    json.name("endTimeUtc").value(audit.time().toString());
    json.end().end();
    json.name("originalUriBaseIds").object().name(SarifLocation.BASE).object();
    json.name("uri").value(SarifLocation.base(audit.instance().facts().root()));
    json.end().end();
    json.name("results").array();
    audit.findings().forEach(finding -> result(json, finding, rules, report.disclosure()));
    json.end();
    json.name("properties").object();
    json.name("host").value(audit.instance().description());
    json.name("baseline").value(audit.baseline().name());
    json.end();
    json.end().end().end();
    return out.append('\n').toString();
  }

  private static void rule(JsonWriter json, ControlInfo info) {
    json.object();
    json.name("id").value(info.id());
    text(json, "shortDescription", info.title());
    text(json, "fullDescription", info.rationale());
    text(json, "help", TextExplanation.write(info, Style.PLAIN));
    json.name("defaultConfiguration").object();
    json.name("level").value(level(info.severity()));
    json.end();
    json.name("properties").object();
    json.name("security-severity").value(score(info.severity()));
    json.name("tags").array().value("security").end();
    json.end().end();
  }

  private static void result(
      JsonWriter json, Finding finding, Map<String, Integer> rules, Disclosure disclosure) {
    json.object();
    json.name("ruleId").value(finding.control());
    json.name("ruleIndex").value(rules.getOrDefault(finding.control(), -1));
    json.name("kind").value(kind(finding.status()));
    // SARIF 3.27.10: whatever does not fail has no level
    json.name("level")
        .value(kind(finding.status()).equals("fail") ? level(finding.severity()) : "none");
    text(
        json,
        "message",
        finding.subject().map(s -> s + ": ").orElse("")
            + finding.message().shown(disclosure)
            + withoutPlace(finding, disclosure));
    json.name("locations").array();
    Optional<SarifLocation> source = SarifLocation.of(finding);
    source.ifPresent(place -> place.write(json, ""));
    if (source.isEmpty() && kind(finding.status()).equals("fail")) {
      // code scanning shows no result without a file
      SarifLocation.UNSET.write(json, "No file sets this. Settings of the agent belong here.");
    }
    json.end();
    if (!finding.details().isEmpty()) {
      json.name("relatedLocations").array();
      // the schema wants each place once: a line of JSON can have the same defect twice
      Set<String> seen = new HashSet<>();
      for (Detail detail : finding.details()) {
        String sentence = FindingLine.of(detail, disclosure).text();
        SarifLocation.of(detail)
            .filter(location ->
                seen.add(location.place() + ":" + location.place().column() + " " + sentence))
            .ifPresent(location -> location.write(json, sentence));
      }
      json.end();
    }
    json.name("partialFingerprints").object();
    json.name(FINGERPRINT).value(fingerprint(finding));
    json.end();
    if (finding.status() == Status.WAIVED) {
      finding.waiver().ifPresent(waiver -> suppression(json, waiver));
    }
    json.name("properties").object();
    json.name("status").value(finding.status().name());
    json.name("severity").value(finding.severity().name());
    finding.effective().ifPresent(value -> json.name("effective").value(value.shown(disclosure)));
    finding.expected().ifPresent(value -> json.name("expected").value(value));
    if (!finding.remediation().isEmpty()) {
      json.name("remediation").value(finding.remediation());
    }
    json.end().end();
  }

  /** What no file says, as which task is exposed, is no location: it follows the message. */
  private static String withoutPlace(Finding finding, Disclosure disclosure) {
    StringBuilder lines = new StringBuilder();
    for (Detail detail : finding.details()) {
      if (detail.location().isEmpty()) {
        FindingLine line = FindingLine.of(detail, disclosure);
        lines.append('\n').append(line.label()).append(": ").append(line.text());
      }
    }
    return lines.toString();
  }

  private static void suppression(JsonWriter json, AppliedWaiver waiver) {
    json.name("suppressions").array().object();
    json.name("kind").value("external");
    // no status: then it counts as accepted, and drafts of the schema have another name for it
    json.name("justification")
        .value(waiver.reason() + " (" + waiver.approvedBy() + ", until " + waiver.expires() + ")");
    json.end().end();
  }

  /** The same from run to run, wherever the line moves and whatever the value is. */
  private static String fingerprint(Finding finding) {
    String what = finding.control() + "\n" + finding.subject().orElse("");
    return Digest.of(what.getBytes(StandardCharsets.UTF_8));
  }

  private static String kind(Status status) {
    return switch (status) {
      case PASS -> "pass";
      case FAIL, PENDING_RESTART, WAIVED -> "fail";
      case NOT_APPLICABLE -> "notApplicable";
      case NOT_EVALUATED -> "open";
    };
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFORMATIONAL -> "note";
    };
  }

  /** GitHub's scale: over 9.0 critical, from 7.0 high, from 4.0 medium, and low below. */
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "3.0";
      case INFORMATIONAL -> "1.0";
    };
  }

  private static void text(JsonWriter json, String name, String text) {
    json.name(name).object().name("text").value(text).end();
  }
}
