package io.ecsharden.format.json;

import io.ecsharden.format.Printable;

/**
 * Writes JSON for reports: two spaces of indentation, members in the order in which they are given,
 * everything outside ASCII's control characters as it is.
 *
 * <pre>{@code
 * json.object();
 * json.name("schemaVersion").value(1);
 * json.end();
 * }</pre>
 */
public final class JsonWriter {

  private final StringBuilder out;
  private final StringBuilder closers = new StringBuilder();
  private boolean first = true;
  private boolean afterName;

  public JsonWriter(StringBuilder out) {
    this.out = out;
  }

  /** Opens an object. */
  public JsonWriter object() {
    return open('{', '}');
  }

  /** Opens an array. */
  public JsonWriter array() {
    return open('[', ']');
  }

  /** Closes the innermost object or array. */
  public JsonWriter end() {
    int last = closers.length() - 1;
    char closer = closers.charAt(last);
    closers.setLength(last);
    if (!first) {
      newLine();
    }
    out.append(closer);
    first = false;
    return this;
  }

  /** Writes a member's name; its value must follow. */
  public JsonWriter name(String name) {
    separate();
    string(name);
    out.append(": ");
    afterName = true;
    return this;
  }

  /** Writes a string. */
  public JsonWriter value(String value) {
    separate();
    string(value);
    return this;
  }

  /** Writes a boolean. */
  public JsonWriter value(boolean value) {
    separate();
    out.append(value);
    return this;
  }

  /** Writes a whole number. */
  public JsonWriter value(long value) {
    separate();
    out.append(value);
    return this;
  }

  /** Writes {@code null}. */
  public JsonWriter nullValue() {
    separate();
    out.append("null");
    return this;
  }

  private JsonWriter open(char opener, char closer) {
    separate();
    out.append(opener);
    closers.append(closer);
    first = true;
    return this;
  }

  private void separate() {
    if (afterName) {
      afterName = false;
      return;
    }
    if (closers.isEmpty()) {
      return;
    }
    if (!first) {
      out.append(',');
    }
    first = false;
    newLine();
  }

  private void newLine() {
    out.append('\n');
    for (int i = 0; i < closers.length(); i++) {
      out.append("  ");
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // what drives a terminal, turns what a person reads, or breaks JavaScript
          if (Printable.isUnseen(text, i)) {
            out.append("\\u").append(hex(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static String hex(char c) {
    String digits = Integer.toHexString(c);
    return "0000".substring(digits.length()) + digits;
  }
}
