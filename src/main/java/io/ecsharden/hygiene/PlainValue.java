package io.ecsharden.hygiene;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.GoText;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The text that a person meant with a value that is not written plainly.
 *
 * @param comment a comment that stood behind it
 */
record PlainValue(String text, Optional<String> comment) {

  private static final String TYPOGRAPHIC = "\u201C\u201D\u201E\u2018\u2019\u201A\u00AB\u00BB";

  /** What stands behind {@code =}, without quotes and comment; nothing where that is a guess. */
  static Optional<PlainValue> of(String key, String raw) {
    String text = GoText.trimSpace(raw);
    Optional<PlainValue> bare =
        text.isEmpty() || !isQuote(text.charAt(0)) ? open(text) : closed(text);
    return bare.flatMap(
        value -> meant(key, value.text()).map(meant -> new PlainValue(meant, value.comment())));
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  /** A value that starts with a quote must end with it. */
  private static Optional<PlainValue> closed(String text) {
    char quote = text.charAt(0);
    StringBuilder inner = new StringBuilder();
    int i = 1;
    while (i < text.length() && text.charAt(i) != quote) {
      char c = text.charAt(i);
      boolean escape = quote == '"' && c == '\\' && i + 1 < text.length();
      if (escape && "\"\\$`".indexOf(text.charAt(i + 1)) >= 0) {
        i++;
      }
      inner.append(text.charAt(i++));
    }
    if (i >= text.length()) {
      return Optional.empty();
    }
    String rest = GoText.trimSpace(text.substring(i + 1));
    boolean ends = rest.isEmpty() || rest.equals(";") || rest.equals(",");
    return ends || rest.startsWith("#")
        ? Optional.of(
            new PlainValue(
                inner.toString().strip(), Optional.of(rest).filter(r -> r.startsWith("#"))))
        : Optional.empty();
  }

  private static Optional<PlainValue> open(String text) {
    if (isJson(text)) {
      return Optional.of(new PlainValue(text, Optional.empty()));
    }
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == '#' && GoText.isSpace(text.charAt(i - 1))) {
        PlainValue value =
            new PlainValue(
                withoutHalf(text.substring(0, i).strip()), Optional.of(text.substring(i)));
        return Optional.of(value);
      }
    }
    return Optional.of(new PlainValue(withoutHalf(text), Optional.empty()));
  }

  /** Without a quote that stands at one end alone, and without typographic ones. */
  private static String withoutHalf(String text) {
    int from = 0;
    int to = text.length();
    if (from < to && TYPOGRAPHIC.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    boolean half =
        from < to
            && (TYPOGRAPHIC.indexOf(text.charAt(to - 1)) >= 0 || isQuote(text.charAt(to - 1)))
            && text.indexOf(text.charAt(to - 1), from) == to - 1;
    return text.substring(from, half ? to - 1 : to).strip();
  }

  private static Optional<String> meant(String key, String text) {
    Optional<AgentSetting> agent = AgentSettings.find(key);
    Optional<InitSettings.InitSetting> init =
        InitSettings.find(key).filter(setting -> setting.kind() != InitSettings.Kind.TEXT);
    if (init.isPresent() || agent.filter(setting -> setting.kind().isBoolean()).isPresent()) {
      boolean exact = init.filter(s -> s.kind() == InitSettings.Kind.EXACTLY_TRUE).isPresent();
      return text.isEmpty() ? Optional.of(text) : bool(text, exact);
    }
    if (needsJson(agent) && !text.isEmpty()) {
      return Optional.of(withoutSemicolon(text)).filter(PlainValue::isJson);
    }
    return Optional.of(withoutSemicolon(text)).filter(PlainValue::isPlain);
  }

  private static Optional<String> bool(String text, boolean exact) {
    int to = text.length();
    while (to > 0 && ";,.".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    String word = text.substring(0, to).strip();
    Optional<Boolean> known = GoBoolean.parse(word);
    if (known.isPresent() && !(exact && known.get())) {
      return Optional.of(word);
    }
    Optional<Boolean> meant =
        known.or(() ->
            switch (word.toLowerCase(Locale.ROOT)) {
              case "true", "yes", "on", "enable", "enabled" -> Optional.of(true);
              case "false", "no", "off", "disable", "disabled" -> Optional.of(false);
              default -> Optional.empty();
            });
    return meant.map(String::valueOf);
  }

  private static boolean needsJson(Optional<AgentSetting> setting) {
    return setting
        .filter(s ->
            switch (s.kind()) {
              case STRING_MAP, CIDR_LIST, STRING_LIST -> true;
              default -> false;
            })
        .isPresent();
  }

  private static String withoutSemicolon(String text) {
    return text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
  }

  private static boolean isJson(String text) {
    return (text.startsWith("{") || text.startsWith("["))
        && JsonDocument.parse(text.getBytes(StandardCharsets.UTF_8)).error().isEmpty();
  }

  /** Nothing that a shell or a template should have replaced, and no control characters. */
  private static boolean isPlain(String text) {
    boolean template =
        text.startsWith("$")
            || text.startsWith("!")
            || text.contains("$(")
            || text.contains("${")
            || text.contains("{{")
            || text.contains("<%")
            || text.indexOf('`') >= 0;
    return !template && text.chars().noneMatch(c -> c < ' ' || c == 0x7F || c == 0xFFFD);
  }
}
