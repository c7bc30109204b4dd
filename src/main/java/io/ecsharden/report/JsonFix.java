package io.ecsharden.report;

import io.ecsharden.control.AuditResult;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.plan.BlockChange;
import io.ecsharden.plan.Change;
import io.ecsharden.plan.Diff;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Restart;
import io.ecsharden.plan.RestartHold;
import io.ecsharden.plan.ServiceRestart;
import io.ecsharden.repair.ReceiptJson;
import io.ecsharden.secrets.Disclosure;

/** A repair as JSON; {@code docs/schema/fix-v1.schema.json} describes it. */
final class JsonFix {

  private JsonFix() {}

  /** Writes the report, with a final line feed. */
  static String write(FixReport report) {
    StringBuilder out = new StringBuilder(4096);
    JsonWriter json = new JsonWriter(out);
    json.object();
    AuditResult audit =
        new AuditResult(
            report.instance(), report.baseline(), report.time(), report.result().findings());
    JsonAudit.head(json, new AuditReport(audit, report.version()));
    json.name("dryRun").value(report.dryRun());
    plan(json, report);
    json.name("receipt");
    report
        .result()
        .receipt()
        .ifPresentOrElse(receipt -> ReceiptJson.write(json, receipt), json::nullValue);
    json.name("messages").array();
    report.result().messages().forEach(json::value);
    json.end();
    JsonAudit.findings(json, audit, report.disclosure());
    json.end();
    return out.append('\n').toString();
  }

  private static void block(JsonWriter json, BlockChange block, Disclosure disclosure) {
    json.object();
    json.name("kind").value("unit");
    json.name("unit").value(HostFacts.BLOCK_UNIT);
    json.name("action")
        .value(block.isRemoval() ? "remove" : block.files().isEmpty() ? "start" : "install");
    block
        .unit()
        .ifPresent(file -> {
          json.name("path").value(file.path());
          json.name("diff").value(Diff.of(file, disclosure));
        });
    block.link(true).ifPresent(link -> json.name("enables").value(link.path()));
    block.link(false).ifPresent(link -> json.name("disables").value(link.path()));
    ReceiptJson.reasons(json, block.reasons(), text -> text.shown(disclosure));
    json.end();
  }

  private static void plan(JsonWriter json, FixReport report) {
    Plan plan = report.result().plan();
    json.name("plan").object();
    json.name("changes").array();
    for (Change change : plan.changes()) {
      switch (change) {
        case FileContent file -> {
          json.object();
          json.name("kind").value("file-content");
          json.name("path").value(file.path());
          json.name("diff").value(Diff.of(file, report.disclosure()));
          ReceiptJson.reasons(json, file.reasons(), text -> text.shown(report.disclosure()));
          json.end();
        }
        case BlockChange block -> block(json, block, report.disclosure());
        case ServiceRestart restart -> {
          // among the restarts, with those that files need
        }
      }
    }
    json.end();
    json.name("restarts").array();
    for (Restart restart : plan.restarts()) {
      json.object();
      json.name("what").value(restart.id());
      json.name("cost").value(restart.cost());
      json.end();
    }
    json.end();
    json.name("held").array();
    for (RestartHold hold : plan.holds()) {
      json.object();
      json.name("reason").value(hold.reason().shown(report.disclosure()));
      json.name("onRequest").value(hold.kind().isLiftedOnRequest());
      json.end();
    }
    json.end();
    json.name("byHand").array();
    for (Plan.ByHand left : plan.byHand()) {
      json.object();
      json.name("control").value(left.control());
      left.subject().ifPresent(setting -> json.name("setting").value(setting));
      json.name("reason").value(left.reason().shown(report.disclosure()));
      json.end();
    }
    json.end().end();
  }
}
