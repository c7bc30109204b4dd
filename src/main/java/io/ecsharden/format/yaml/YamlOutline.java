package io.ecsharden.format.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lines of a YAML file in block style, with their depth: enough to read what stands beside one
 * known line (YAML 1.2.2, chapter 8). Flow style, anchors and block scalars are kept as text, so
 * that a reader sees that it does not understand them.
 */
public final class YamlOutline {

  private final List<Entry> entries;

  private YamlOutline(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * One line.
   *
   * @param column where its content begins, behind the dashes of a list's element
   * @param element whether it begins an element of a list
   * @param key empty where it has none
   * @param value without quotes and comments; empty where it is on the next lines
   * @param line from 1
   */
  public record Entry(int column, boolean element, String key, String value, int line) {

    /** Whether a boolean is switched on (YAML 1.1, which Docker compose's library accepts). */
    public boolean isOn() {
      return List.of("true", "yes", "on").contains(value.toLowerCase(Locale.ROOT));
    }
  }

  /** Takes a text apart; anything can be. */
  public static YamlOutline of(String text) {
    List<Entry> entries = new ArrayList<>();
    int number = 0;
    int scalar = -1;
    for (String line : text.split("\n")) {
      number++;
      int column = indent(line);
      String rest = line.substring(column).stripTrailing();
      if (rest.isEmpty() || rest.startsWith("#")) {
        continue;
      }
      if (scalar >= 0 && column > scalar) {
        continue;
      }
      int start = column;
      boolean element = false;
      while (rest.equals("-") || rest.startsWith("- ")) {
        element = true;
        int inner = 1 + indent(rest.substring(1));
        column += inner;
        rest = rest.substring(inner);
      }
      int colon = colon(rest);
      String key = colon < 0 ? "" : scalar(rest.substring(0, colon));
      String value = scalar(colon < 0 ? rest : rest.substring(colon + 1).strip());
      boolean block = colon >= 0 && isBlock(rest.substring(colon + 1).strip());
      scalar = block ? start : -1;
      entries.add(new Entry(column, element, key, value, number));
    }
    return new YamlOutline(entries);
  }

  /** The lines. */
  public List<Entry> entries() {
    return entries;
  }

  /** The lines of the mapping that a line belongs to, with everything below them. */
  public List<Entry> mapping(Entry member) {
    int at = entries.indexOf(member);
    int from = at;
    while (!(entries.get(from).element() && entries.get(from).column() == member.column())
        && from > 0
        && entries.get(from - 1).column() >= member.column()) {
      from--;
    }
    int to = at + 1;
    while (to < entries.size()
        && entries.get(to).column() >= member.column()
        && !(entries.get(to).element() && entries.get(to).column() == member.column())) {
      to++;
    }
    return entries.subList(from, to);
  }

  /** The lines below a member of a mapping. */
  public static List<Entry> below(List<Entry> mapping, Entry member) {
    int from = mapping.indexOf(member) + 1;
    int to = from;
    while (to < mapping.size() && mapping.get(to).column() > member.column()) {
      to++;
    }
    return mapping.subList(from, to);
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  /** The colon behind a key. */
  private static int colon(String text) {
    if (text.startsWith("\"") || text.startsWith("'")) {
      int end = text.indexOf(text.charAt(0), 1);
      return end > 0 && end + 1 < text.length() && text.charAt(end + 1) == ':' ? end + 1 : -1;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ':' && (i + 1 == text.length() || text.charAt(i + 1) == ' ')) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBlock(String value) {
    return value.startsWith("|") || value.startsWith(">");
  }

  private static String scalar(String text) {
    char first = text.isEmpty() ? 0 : text.charAt(0);
    if (first == '"' || first == '\'') {
      int end = text.lastIndexOf(first);
      return end > 0 ? text.substring(1, end) : text;
    }
    int comment = text.indexOf(" #");
    return (comment < 0 ? text : text.substring(0, comment)).strip();
  }
}
