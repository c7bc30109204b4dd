package io.ecsharden.repair;

import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.plan.Reason;
import io.ecsharden.plan.Restart;
import io.ecsharden.secrets.SensitiveText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes receipts as JSON; {@code docs/schema/receipt-v1.schema.json} describes them, and {@link
 * ReceiptParser} reads them.
 */
public final class ReceiptJson {

  /** The version of the format. Members may be added to it. */
  static final int SCHEMA_VERSION = 1;

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
    if (receipt.sequence() > 0) {
      json.name("sequence").value(receipt.sequence());
    }
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
          json.name("resultCode").value(restart.code().id());
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
    file.between().ifPresent(between -> fingerprint(json.name("between"), between.file()));
    reasons(json, file.reasons(), SensitiveText::masked);
    json.name("needs").array();
    for (Restart restart : Restart.values()) {
      if (file.restarts().contains(restart)) {
        json.value(restart.id());
      }
    }
    json.end().end();
  }

  /**
   * Writes the member {@code reasons} of a change.
   *
   * @param shown how a text is written; a receipt has no secrets
   */
  public static void reasons(
      JsonWriter json, List<Reason> reasons, Function<SensitiveText, String> shown) {
    json.name("reasons").array();
    for (Reason reason : reasons) {
      json.object();
      json.name("control").value(reason.control());
      reason.setting().ifPresent(setting -> json.name("setting").value(setting));
      json.name("what").value(shown.apply(reason.what()));
      json.end();
    }
    json.end();
  }

  private static void fingerprint(JsonWriter json, Optional<Fingerprint> fingerprint) {
    if (fingerprint.isEmpty()) {
      json.nullValue();
      return;
    }
    json.object();
    json.name("sha256").value(fingerprint.get().sha256());
    json.name("mode").value("0" + Integer.toOctalString(fingerprint.get().mode()));
    json.name("uid").value(Integer.toUnsignedLong(fingerprint.get().uid()));
    json.name("gid").value(Integer.toUnsignedLong(fingerprint.get().gid()));
    json.end();
  }
}
