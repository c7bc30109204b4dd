package io.ecsharden.repair;

import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonArray;
import io.ecsharden.format.json.JsonValue.JsonNumber;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.plan.FileChange;
import io.ecsharden.plan.Restart;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Receipts as JSON; {@code docs/schema/receipt-v1.schema.json} describes them. */
public final class ReceiptJson {

  private static final int SCHEMA_VERSION = 1;

  private ReceiptJson() {}

  /** A receipt as a file: JSON with a final line feed. */
  static byte[] bytes(Receipt receipt) {
    StringBuilder out = new StringBuilder(2048);
    write(new JsonWriter(out), receipt);
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a receipt as one value. */
  public static void write(JsonWriter json, Receipt receipt) {
    json.object();
    json.name("schemaVersion").value(SCHEMA_VERSION);
    json.name("id").value(receipt.id());
    json.name("verb").value(receipt.verb());
    json.name("version").value(receipt.version());
    json.name("time").value(receipt.time().toString());
    json.name("durationMillis").value(receipt.duration().toMillis());
    json.name("baseline").value(receipt.baseline());
    json.name("outcome").value(receipt.outcome().id());
    json.name("message").value(receipt.message());
    receipt.undoes().ifPresent(id -> json.name("undoes").value(id));
    json.name("files").array();
    receipt.files().forEach(file -> file(json, file));
    json.end();
    json.name("restarts").array();
    receipt
        .restarts()
        .forEach(restart -> {
          json.object();
          json.name("what").value(restart.what());
          json.name("result").value(restart.result());
          json.end();
        });
    json.end().end();
  }

  private static void file(JsonWriter json, FileRecord file) {
    json.object();
    json.name("path").value(file.path());
    json.name("action").value(file.action());
    fingerprint(json.name("before"), file.before());
    fingerprint(json.name("after"), file.after());
    json.name("reasons").array();
    for (FileChange.Reason reason : file.reasons()) {
      json.object();
      json.name("control").value(reason.control());
      json.name("what").value(reason.what());
      json.end();
    }
    json.end();
    json.name("needs").array();
    for (Restart restart : Restart.values()) {
      if (file.restarts().contains(restart)) {
        json.value(restart.id());
      }
    }
    json.end().end();
  }

  private static void fingerprint(JsonWriter json, Optional<Fingerprint> fingerprint) {
    if (fingerprint.isEmpty()) {
      json.nullValue();
      return;
    }
    json.object();
    json.name("sha256").value(fingerprint.get().sha256());
    json.name("mode").value("0" + Integer.toOctalString(fingerprint.get().mode()));
    json.name("uid").value(fingerprint.get().uid());
    json.name("gid").value(fingerprint.get().gid());
    json.end();
  }

  /** Reads a receipt; nothing when the bytes are none. */
  static Optional<Receipt> parse(byte[] bytes) {
    try {
      return JsonDocument.parse(bytes).root().map(ReceiptJson::receipt);
    } catch (IllegalArgumentException | DateTimeException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static Receipt receipt(JsonValue value) {
    if (number(value, "schemaVersion") != SCHEMA_VERSION) {
      throw new IllegalArgumentException("another version");
    }
    List<FileRecord> files = new ArrayList<>();
    array(value, "files").forEach(file -> files.add(file(file)));
    List<Receipt.RestartRecord> restarts = new ArrayList<>();
    for (JsonValue restart : array(value, "restarts")) {
      restarts.add(new Receipt.RestartRecord(text(restart, "what"), text(restart, "result")));
    }
    return new Receipt(
        text(value, "id"),
        text(value, "verb"),
        text(value, "version"),
        Instant.parse(text(value, "time")),
        text(value, "baseline"),
        RunOutcome.find(text(value, "outcome")).orElseThrow(IllegalArgumentException::new),
        files,
        restarts,
        text(value, "message"),
        member(value, "undoes").map(ReceiptJson::string),
        Duration.ofMillis(number(value, "durationMillis")));
  }

  private static FileRecord file(JsonValue value) {
    List<FileChange.Reason> reasons = new ArrayList<>();
    for (JsonValue reason : array(value, "reasons")) {
      reasons.add(new FileChange.Reason(text(reason, "control"), text(reason, "what")));
    }
    Set<Restart> needs = EnumSet.noneOf(Restart.class);
    for (JsonValue need : array(value, "needs")) {
      needs.add(Restart.valueOf(string(need).toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    return new FileRecord(
        text(value, "path"),
        member(value, "before").flatMap(ReceiptJson::fingerprint),
        member(value, "after").flatMap(ReceiptJson::fingerprint),
        reasons,
        needs);
  }

  private static Optional<Fingerprint> fingerprint(JsonValue value) {
    return value instanceof JsonObject
        ? Optional.of(
            new Fingerprint(
                text(value, "sha256"),
                Integer.parseInt(text(value, "mode"), 8),
                (int) number(value, "uid"),
                (int) number(value, "gid")))
        : Optional.empty();
  }

  private static Optional<JsonValue> member(JsonValue value, String name) {
    return ((JsonObject) value)
        .members().stream().filter(m -> m.name().equals(name)).map(Member::value).findFirst();
  }

  private static JsonValue required(JsonValue value, String name) {
    return member(value, name).orElseThrow(() -> new IllegalArgumentException(name));
  }

  private static List<JsonValue> array(JsonValue value, String name) {
    return ((JsonArray) required(value, name)).elements();
  }

  private static String text(JsonValue value, String name) {
    return string(required(value, name));
  }

  private static String string(JsonValue value) {
    return ((JsonString) value).value();
  }

  private static long number(JsonValue value, String name) {
    return Long.parseLong(((JsonNumber) required(value, name)).literal());
  }
}
