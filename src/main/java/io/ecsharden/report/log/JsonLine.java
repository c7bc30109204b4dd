package io.ecsharden.report.log;

import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.secrets.SensitiveText;

/** An object of JSON in one line. */
final class JsonLine {

  private final StringBuilder out = new StringBuilder(256);
  private boolean first = true;

  JsonLine() {
    out.append('{');
  }

  JsonLine text(String name, String value) {
    name(name);
    string(value);
    return this;
  }

  JsonLine number(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  /** A member whose value is JSON already. */
  JsonLine json(String name, String value) {
    name(name);
    out.append(value);
    return this;
  }

  /** All members of an entry. */
  JsonLine entry(LogEntry entry) {
    text("time", entry.time().toString());
    text("level", entry.level().id());
    text("event", entry.event());
    text("message", masked(entry.message()));
    entry.texts().forEach((name, value) -> text(name, masked(value)));
    entry.numbers().forEach(this::number);
    return this;
  }

  /** The line, with a line feed. */
  String end() {
    return out.append("}\n").toString();
  }

  /** An entry may quote something. */
  private static String masked(String text) {
    return SensitiveText.message(text).masked();
  }

  private void name(String name) {
    if (!first) {
      out.append(", ");
    }
    first = false;
    string(name);
    out.append(": ");
  }

  private void string(String value) {
    new JsonWriter(out).value(value);
  }
}
