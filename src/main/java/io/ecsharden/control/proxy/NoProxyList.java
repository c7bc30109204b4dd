package io.ecsharden.control.proxy;

import io.ecsharden.format.GoText;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code NO_PROXY} list as text: the mistakes in its entries, and the list with more entries.
 * {@code settings.proxy} decides what an entry matches.
 */
final class NoProxyList {

  private static final int MOST = 3;

  private NoProxyList() {}

  /** An entry that matches nothing, and why. */
  record Mistake(String entry, String message) {}

  /** The entries that people write and that match nothing in Go; the first few. */
  static List<Mistake> mistakes(String list) {
    List<Mistake> mistakes = new ArrayList<>();
    for (String item : list.split(",", -1)) {
      String entry = GoText.trimSpace(item);
      String why = mistake(entry);
      if (!why.isEmpty() && mistakes.size() < MOST) {
        mistakes.add(new Mistake(entry, why));
      }
    }
    return mistakes;
  }

  private static String mistake(String entry) {
    int star = entry.lastIndexOf('*');
    if (entry.indexOf('"') >= 0 || entry.indexOf('\'') >= 0) {
      return "The quotes are part of the entry, so it matches nothing";
    }
    if (entry.chars().anyMatch(c -> c == ' ' || c == '\t' || c == ';' || c == '|')) {
      return "It counts as one entry, which matches nothing: only commas separate entries";
    }
    if (entry.contains("://")) {
      return "It matches nothing: an entry is a host or an address, without http://";
    }
    if (star > 0 || star == 0 && entry.length() > 1 && !entry.startsWith("*.")) {
      return "It matches nothing: a * counts only alone or before a dot. For addresses, write a block"
          + " such as 169.254.0.0/16";
    }
    return entry.startsWith("[") && entry.endsWith("]")
        ? "It matches nothing: an IPv6 address without a port has no brackets"
        : "";
  }

  /** The list without quotes around the whole, which other readers remove. */
  static String unquoted(String list) {
    String text = GoText.trimSpace(list);
    boolean quoted =
        text.length() > 1
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.indexOf(text.charAt(0), 1) == text.length() - 1;
    return quoted ? text.substring(1, text.length() - 1) : list;
  }

  /** The list, and behind it the entries that it does not have yet. */
  static String merged(String list, List<String> more) {
    StringBuilder merged = new StringBuilder(list.stripTrailing());
    List<String> present = List.of(list.split(",", -1));
    for (String entry : more) {
      if (present.contains(entry)) {
        continue;
      }
      boolean separated = merged.isEmpty() || merged.charAt(merged.length() - 1) == ',';
      merged.append(separated ? "" : ",").append(entry);
    }
    return merged.toString();
  }
}
