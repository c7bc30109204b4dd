package io.ecsharden.aws.compliance;

import static io.ecsharden.format.json.OwnJson.array;
import static io.ecsharden.format.json.OwnJson.member;
import static io.ecsharden.format.json.OwnJson.optional;
import static io.ecsharden.format.json.OwnJson.text;

import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.format.json.OwnJson;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A report as JSON: the two calls with the members of the service's own requests. The spool holds
 * this, and {@code report --dry-run} shows it.
 */
final class ReportJson {

  /** In bytes. A longer one is not parsed: the values take many times the space. */
  private static final int MOST = 2 * Limits.CALL;

  private ReportJson() {}

  /** A report as text, with a final line feed. */
  static String write(Report report) {
    StringBuilder out = new StringBuilder(4096);
    JsonWriter json = new JsonWriter(out);
    json.object();
    json.name("PutComplianceItems").object();
    report.instance().ifPresent(id -> json.name("ResourceId").value(id));
    json.name("ResourceType").value("ManagedInstance");
    json.name("ComplianceType").value(Report.COMPLIANCE_TYPE);
    json.name("ExecutionSummary").object();
    json.name("ExecutionTime").value(seconds(report));
    json.name("ExecutionId").value(report.id());
    json.name("ExecutionType").value(report.execution());
    json.end();
    json.name("Items").array();
    report.items().forEach(item -> item(json, item));
    json.end().end();
    json.name("PutInventory").object();
    report.instance().ifPresent(id -> json.name("InstanceId").value(id));
    json.name("Items").array().object();
    json.name("TypeName").value(Report.INVENTORY_TYPE);
    json.name("SchemaVersion").value(Report.INVENTORY_VERSION);
    json.name("CaptureTime").value(seconds(report));
    json.name("Content").array();
    map(json, report.inventory());
    json.end().end().end().end();
    json.end();
    return out.append('\n').toString();
  }

  /** Whole seconds: the service accepts nothing finer as the time of capture. */
  static String seconds(Report report) {
    return report.time().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void item(JsonWriter json, ComplianceItem item) {
    json.object();
    json.name("Id").value(item.id().toString());
    json.name("Title").value(item.title().toString());
    json.name("Severity").value(item.severity());
    json.name("Status").value(item.status());
    json.name("Details");
    map(json, item.details());
    json.end();
  }

  private static void map(JsonWriter json, Map<String, SentText> map) {
    json.object();
    new TreeMap<>(map).forEach((key, value) -> json.name(key).value(value.toString()));
    json.end();
  }

  /** Reads a spooled report; nothing when the bytes are not one that this program writes. */
  static Optional<Report> parse(byte[] bytes) {
    if (bytes.length > MOST) {
      return Optional.empty();
    }
    try {
      return JsonDocument.parse(bytes).root().map(ReportJson::report).filter(ReportRules::allow);
    } catch (IllegalArgumentException
        | DateTimeException
        | ClassCastException
        | NoSuchElementException e) {
      return Optional.empty();
    }
  }

  private static Report report(JsonValue root) {
    JsonValue compliance = member(root, "PutComplianceItems");
    JsonValue summary = member(compliance, "ExecutionSummary");
    List<ComplianceItem> items = new ArrayList<>();
    for (JsonValue item : array(compliance, "Items")) {
      items.add(
          new ComplianceItem(
              SentText.keptName(text(item, "Id"), Limits.ITEM_ID),
              SentText.keptName(text(item, "Title"), Limits.TITLE),
              text(item, "Severity"),
              isCompliant(text(item, "Status")),
              strings(member(item, "Details"))));
    }
    JsonValue inventory = array(member(root, "PutInventory"), "Items").getFirst();
    return new Report(
        optional(compliance, "ResourceId").map(OwnJson::text),
        text(summary, "ExecutionId"),
        Instant.parse(text(summary, "ExecutionTime")),
        text(summary, "ExecutionType"),
        items,
        strings(array(inventory, "Content").getFirst()));
  }

  private static boolean isCompliant(String status) {
    return switch (status) {
      case "COMPLIANT" -> true;
      case "NON_COMPLIANT" -> false;
      default -> throw new IllegalArgumentException(status);
    };
  }

  private static Map<String, SentText> strings(JsonValue value) {
    Map<String, SentText> strings = new LinkedHashMap<>();
    for (Member member : ((JsonObject) value).members()) {
      strings.put(member.name(), SentText.kept(text(member.value()), Limits.DETAIL_VALUE));
    }
    return strings;
  }

  static byte[] bytes(Report report) {
    return write(report).getBytes(StandardCharsets.UTF_8);
  }
}
