package io.ecsharden.repair;

import static io.ecsharden.format.json.OwnJson.array;
import static io.ecsharden.format.json.OwnJson.member;
import static io.ecsharden.format.json.OwnJson.number;
import static io.ecsharden.format.json.OwnJson.optional;
import static io.ecsharden.format.json.OwnJson.text;

import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonNull;
import io.ecsharden.format.json.OwnJson;
import io.ecsharden.plan.Reason;
import io.ecsharden.plan.Restart;
import io.ecsharden.secrets.SensitiveText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads receipts and journals, those of earlier builds too: they have no {@code resultCode} and no
 * {@code sequence}. What this program cannot have written is none.
 */
final class ReceiptParser {

  /** In bytes. A longer one is not parsed: the values take many times the space. */
  private static final int MOST = 4 << 20;

  /** One less than chown(2)'s "leave it". */
  private static final long LAST_USER = 0xfffffffeL;

  private ReceiptParser() {}

  /** Reads a receipt; nothing when the bytes are none. */
  static Optional<Receipt> parse(byte[] bytes) {
    if (bytes.length > MOST) {
      return Optional.empty();
    }
    try {
      return JsonDocument.parse(bytes)
          .root()
          .map(ReceiptParser::receipt)
          .filter(ReceiptRules::allow);
    } catch (IllegalArgumentException | DateTimeException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static Receipt receipt(JsonValue value) {
    if (number(value, "schemaVersion") != ReceiptJson.SCHEMA_VERSION) {
      throw new IllegalArgumentException("another version");
    }
    List<FileRecord> files = new ArrayList<>();
    array(value, "files").forEach(file -> files.add(file(file)));
    List<Receipt.RestartRecord> restarts = new ArrayList<>();
    for (JsonValue restart : array(value, "restarts")) {
      restarts.add(restart(restart));
    }
    return new Receipt(
        text(value, "id"),
        optional(value, "sequence").map(number -> number(value, "sequence")).orElse(0L),
        text(value, "verb"),
        text(value, "version"),
        Instant.parse(text(value, "time")),
        text(value, "baseline"),
        RunOutcome.find(text(value, "outcome")).orElseThrow(IllegalArgumentException::new),
        files,
        restarts,
        text(value, "message"),
        optional(value, "undoes").map(OwnJson::text),
        Duration.ofMillis(number(value, "durationMillis")));
  }

  private static Receipt.RestartRecord restart(JsonValue value) {
    String result = text(value, "result");
    RestartCode code =
        optional(value, "resultCode")
            .map(id -> RestartCode.find(text(id)).orElseThrow(IllegalArgumentException::new))
            .orElseGet(() -> RestartCode.ofWords(result));
    return new Receipt.RestartRecord(text(value, "what"), code, result);
  }

  private static FileRecord file(JsonValue value) {
    List<Reason> reasons = new ArrayList<>();
    for (JsonValue reason : array(value, "reasons")) {
      reasons.add(
          new Reason(
              text(reason, "control"),
              optional(reason, "setting").map(OwnJson::text),
              SensitiveText.message(text(reason, "what"))));
    }
    Set<Restart> needs = EnumSet.noneOf(Restart.class);
    for (JsonValue need : array(value, "needs")) {
      needs.add(Restart.valueOf(text(need).toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    return new FileRecord(
        text(value, "path"),
        fingerprint(member(value, "before")),
        fingerprint(member(value, "after")),
        optional(value, "between")
            .map(between -> new FileRecord.Between(ReceiptParser.fingerprint(between))),
        reasons,
        needs);
  }

  private static Optional<Fingerprint> fingerprint(JsonValue value) {
    // anything but null stands for a file, so that no damage makes a file one to remove
    return !(value instanceof JsonNull)
        ? Optional.of(
            new Fingerprint(
                text(value, "sha256"),
                Integer.parseInt(text(value, "mode"), 8),
                user(value, "uid"),
                user(value, "gid")))
        : Optional.empty();
  }

  private static int user(JsonValue value, String name) {
    long number = number(value, name);
    if (number < 0 || number > LAST_USER) {
      throw new IllegalArgumentException(name);
    }
    return (int) number;
  }
}
