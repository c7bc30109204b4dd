package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.settings.Origin;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** Quotes in the value of a setting: the agent keeps them, systemd removes some. */
final class OddQuotes {

  private static final String TYPOGRAPHIC = "\u201C\u201D\u201E\u2018\u2019\u201A\u00AB\u00BB";
  private static final String REMEDY = "remove the quotes";

  private OddQuotes() {}

  /** Judges a value that is not empty and has no white space at its ends. */
  static Optional<LineDefect> judge(String key, String value, Origin where) {
    char first = value.charAt(0);
    char last = value.charAt(value.length() - 1);
    if (isQuote(first)) {
      return Optional.of(opened(key, value, where));
    }
    if (TYPOGRAPHIC.indexOf(first) >= 0) {
      int end = value.length() - (value.length() > 1 && TYPOGRAPHIC.indexOf(last) >= 0 ? 1 : 0);
      return Optional.of(
          LineDefect.at(LineDefect.Kind.QUOTED_VALUE, where)
              .key(key)
              .taken(value)
              .meant(value.substring(1, end).strip())
              .because("typographic quotes are part of the value for every reader", REMEDY));
    }
    if (first == '`') {
      return Optional.of(
          LineDefect.at(LineDefect.Kind.INVALID_VALUE, where)
              .key(key)
              .taken(value)
              .because(
                  "nothing runs a command in backquotes: it is the value", "write its result"));
    }
    boolean alone =
        (isQuote(last) || TYPOGRAPHIC.indexOf(last) >= 0)
            && value.indexOf(last) == value.length() - 1;
    return alone
        ? Optional.of(
            LineDefect.at(LineDefect.Kind.QUOTED_VALUE, where)
                .key(key)
                .taken(value)
                .meant(value.substring(0, value.length() - 1).strip())
                .because("the quote at the end is part of the value", "remove the quote"))
        : Optional.empty();
  }

  private static LineDefect opened(String key, String value, Origin where) {
    if (staysOpen(value)) {
      return LineDefect.at(LineDefect.Kind.UNTERMINATED_QUOTE, where)
          .key(key)
          .taken(value)
          .meant(OddValues.unquoted(value))
          .because(
              "a quote opens and the line does not close it: the agent keeps it, and systemd reads"
                  + " on to the next quote, over the lines that follow",
              "remove the quote");
    }
    int close = closing(value, 0);
    String inner = unescaped(value.charAt(0), value.substring(1, close)).strip();
    String rest = GoText.trimSpace(value.substring(close + 1));
    if (rest.startsWith("#")) {
      return LineDefect.at(LineDefect.Kind.INLINE_COMMENT, where)
          .key(key)
          .taken(value)
          .meant(inner)
          .because(
              "no reader knows comments behind a value; for the agent the quotes are part of it"
                  + " too",
              "remove the quotes, and move the comment to a line of its own");
    }
    boolean known = rest.isEmpty() || rest.equals(";") || rest.equals(",");
    boolean around = value.length() > 1 && value.charAt(value.length() - 1) == value.charAt(0);
    LineDefect.Builder oddity = LineDefect.at(LineDefect.Kind.QUOTED_VALUE, where).key(key);
    if (AgentSettings.find(key).isEmpty()) {
      // only ecs-init reads it, and systemd has removed the quotes for it
      return (known ? oddity.taken(inner + rest) : oddity)
          .because("systemd removes the quotes, other readers of the file keep them", REMEDY);
    }
    oddity.taken(value);
    if (known || around) {
      oddity.meant(known ? inner : value.substring(1, value.length() - 1));
    }
    return oddity.because(
        "the quotes are part of the value for the agent, while systemd removes them", REMEDY);
  }

  /**
   * Whether systemd is still inside a quote when the line ends. Only quotes before the first plain
   * letter count for it.
   */
  private static boolean staysOpen(String value) {
    int i = 0;
    while (i < value.length() && isQuote(value.charAt(i))) {
      int close = closing(value, i);
      if (close < 0) {
        return true;
      }
      i = close + 1;
      while (i < value.length() && (value.charAt(i) == ' ' || value.charAt(i) == '\t')) {
        i++;
      }
    }
    return false;
  }

  /** Where the quote that opens at an index is closed, or -1. */
  private static int closing(String value, int open) {
    char quote = value.charAt(open);
    for (int i = open + 1; i < value.length(); i++) {
      if (value.charAt(i) == quote) {
        return i;
      }
      if (quote == '"' && value.charAt(i) == '\\') {
        i++;
      }
    }
    return -1;
  }

  private static String unescaped(char quote, String text) {
    return quote == '"' ? text.replace("\\\"", "\"").replace("\\\\", "\\") : text;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}
