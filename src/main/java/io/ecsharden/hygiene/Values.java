package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.format.TypographicQuotes;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Texts after {@code =}, and what people write around them. */
final class Values {

  private Values() {}

  /** Whether systemd knows a character as a quote. */
  static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  /** Whether a character is one that word processors write for a quote. */
  static boolean isTypographicQuote(char c) {
    return TypographicQuotes.is(c);
  }

  /** A text without all quotes at its ends. */
  static String unquoted(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isQuote(text.charAt(from))) {
      from++;
    }
    while (to > from && isQuote(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Where the quote that opens at an index is closed for systemd, or -1. */
  static int closingQuote(String text, int open) {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == quote) {
        return i;
      }
      if (quote == '"' && text.charAt(i) == '\\') {
        i++;
      }
    }
    return -1;
  }

  /** How often a quote stands in a text. */
  static long count(String text, char quote) {
    return text.chars().filter(c -> c == quote).count();
  }

  /** Where a comment starts after a value: at a {@code #} after white space; -1 where none does. */
  static int comment(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == '#' && GoText.isSpace(text.charAt(i - 1))) {
        return i;
      }
    }
    return -1;
  }

  /** A text without semicolons, commas and full stops at its end. */
  static String withoutPunctuation(String text) {
    int to = text.length();
    while (to > 0 && ";,.".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(0, to).strip();
  }

  /** A text without the separator or the written {@code \n} that stands for a line end. */
  static String withoutSeparator(String text) {
    String trimmed = GoText.trimSpace(text);
    String part =
        trimmed.endsWith("\\n")
            ? GoText.trimSpace(trimmed.substring(0, trimmed.length() - 2))
            : trimmed;
    boolean separated = part.endsWith(";") || part.endsWith(",");
    return separated ? part.substring(0, part.length() - 1) : part;
  }

  /** Whether a backslash stands at the end that no other backslash escapes. */
  static boolean endsInBackslash(String text) {
    int backslashes = 0;
    while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /** Whether a text is a JSON object or array. */
  static boolean isJson(String text) {
    return looksLikeJson(text)
        && JsonDocument.parse(text.getBytes(StandardCharsets.UTF_8)).error().isEmpty();
  }

  /** Whether a text starts like a JSON object or array. */
  static boolean looksLikeJson(String text) {
    return text.startsWith("{") || text.startsWith("[");
  }

  /** The boolean that a word of English says. */
  static Optional<Boolean> booleanWord(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "enable", "enabled" -> Optional.of(true);
      case "false", "no", "off", "disable", "disabled" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Whether the agent or ecs-init reads a setting as a boolean. */
  static boolean isBoolean(String key) {
    return AgentSettings.find(key).filter(setting -> setting.kind().isBoolean()).isPresent()
        || InitSettings.find(key).filter(s -> s.kind() != InitSettings.Kind.TEXT).isPresent();
  }

  /** Whether ecs-init reads a setting as on only for exactly {@code true}. */
  static boolean isExactlyTrue(String key) {
    return InitSettings.find(key)
        .filter(s -> s.kind() == InitSettings.Kind.EXACTLY_TRUE)
        .isPresent();
  }
}
