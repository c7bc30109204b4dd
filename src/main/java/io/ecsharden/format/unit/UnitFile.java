package io.ecsharden.format.unit;

import io.ecsharden.format.Lines;
import io.ecsharden.format.Utf8;
import java.util.ArrayList;
import java.util.List;

/**
 * The assignments of a systemd unit file or drop-in. Any bytes can be parsed.
 *
 * <p>Lines are joined as systemd 252 joins them ({@code src/shared/conf-parser.c}, {@code
 * config_parse}): a backslash at the end continues a line, a comment in between is skipped. A
 * byte-order mark is dropped, and so is an assignment that is no valid UTF-8.
 */
public final class UnitFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<Entry> entries;

  private UnitFile(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * One {@code Name=value} of a section.
   *
   * @param section without its brackets
   * @param value continued lines are joined by a space
   * @param line the line, from 1, on which it starts
   */
  public record Entry(String section, String name, String value, int line) {}

  /** Takes the bytes of a file. */
  public static UnitFile parse(byte[] source) {
    Lines lines = Lines.of(source);
    List<Entry> entries = new ArrayList<>();
    String section = "";
    StringBuilder continued = new StringBuilder();
    int startLine = 0;
    boolean valid = true;
    boolean markSeen = false;
    for (int line = 0; line < lines.count(); line++) {
      String text = stripLineEnd(lines.text(line));
      String stripped = stripLeft(text);
      boolean continuing = startLine > 0;
      if (isComment(stripped) || !continuing && stripped.isEmpty()) {
        continue;
      }
      if (!markSeen && text.startsWith(BYTE_ORDER_MARK)) {
        markSeen = true;
        text = text.substring(1);
        stripped = stripLeft(text);
      }
      if (!continuing) {
        startLine = line + 1;
        text = stripped;
        valid = true;
      }
      valid = valid && Utf8.isValidForSystemd(source, lines.start(line), lines.end(line));
      if (endsInContinuation(text)) {
        continued.append(text, 0, text.length() - 1).append(' ');
        continue;
      }
      String whole = continuing ? continued.append(text).toString() : text;
      if (valid) {
        section = finish(entries, section, whole, startLine);
      }
      continued.setLength(0);
      startLine = 0;
    }
    if (startLine > 0 && valid) {
      finish(entries, section, continued.toString(), startLine);
    }
    return new UnitFile(entries);
  }

  /** The assignments, in order. */
  public List<Entry> entries() {
    return entries;
  }

  private static String finish(List<Entry> entries, String section, String text, int line) {
    String whole = strip(text);
    if (whole.startsWith("[") && whole.endsWith("]")) {
      return whole.substring(1, whole.length() - 1);
    }
    int equals = whole.indexOf('=');
    if (equals > 0) {
      entries.add(
          new Entry(
              section,
              strip(whole.substring(0, equals)),
              strip(whole.substring(equals + 1)),
              line));
    }
    return section;
  }

  private static boolean isComment(String stripped) {
    return stripped.startsWith("#") || stripped.startsWith(";");
  }

  private static boolean endsInContinuation(String text) {
    int backslashes = 0;
    while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static String stripLineEnd(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static String strip(String text) {
    int end = text.length();
    while (end > 0 && isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return stripLeft(text.substring(0, end));
  }

  private static String stripLeft(String text) {
    int from = 0;
    while (from < text.length() && isWhitespace(text.charAt(from))) {
      from++;
    }
    return text.substring(from);
  }

  private static boolean isWhitespace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
