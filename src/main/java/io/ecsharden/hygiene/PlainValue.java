package io.ecsharden.hygiene;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.GoText;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/**
 * The text that a person intended with a value that is not written plainly.
 *
 * @param comment a comment that stood after it
 */
record PlainValue(String text, Optional<String> comment) {

  /** What stands after {@code =}, without quotes and comment; nothing where that is a guess. */
  static Optional<PlainValue> of(String key, String raw) {
    String text = GoText.trimSpace(raw);
    Optional<PlainValue> bare =
        text.isEmpty() || !Values.isQuote(text.charAt(0)) ? open(text) : closed(text);
    return bare.flatMap(
        value -> intended(key, value.text()).map(plain -> new PlainValue(plain, value.comment())));
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
    int comment = Values.isJson(text) ? -1 : Values.comment(text);
    String value = comment < 0 ? text : text.substring(0, comment).strip();
    return Optional.of(
        new PlainValue(
            Values.isJson(text) ? text : withoutHalf(value),
            comment < 0 ? Optional.empty() : Optional.of(text.substring(comment))));
  }

  /** Without a quote that stands at one end alone, and without typographic ones. */
  private static String withoutHalf(String text) {
    int from = 0;
    int to = text.length();
    if (from < to && Values.isTypographicQuote(text.charAt(from))) {
      from++;
    }
    boolean half =
        from < to
            && (Values.isTypographicQuote(text.charAt(to - 1))
                || Values.isQuote(text.charAt(to - 1)))
            && text.indexOf(text.charAt(to - 1), from) == to - 1;
    return text.substring(from, half ? to - 1 : to).strip();
  }

  private static Optional<String> intended(String key, String text) {
    if (Values.isBoolean(key)) {
      return text.isEmpty() ? Optional.of(text) : bool(text, Values.isExactlyTrue(key));
    }
    String value = text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
    boolean json = needsJson(key) && !text.isEmpty();
    return Optional.of(value).filter(json ? Values::isJson : PlainValue::isPlain);
  }

  /** A word that Go knows stays as it is, but where ecs-init knows only one. */
  private static Optional<String> bool(String text, boolean exact) {
    String word = Values.withoutPunctuation(text);
    Optional<Boolean> known = GoBoolean.parse(word);
    return known.isPresent() && !(exact && known.get())
        ? Optional.of(word)
        : known.or(() -> Values.booleanWord(word)).map(String::valueOf);
  }

  private static boolean needsJson(String key) {
    return AgentSettings.find(key)
        .filter(setting ->
            switch (setting.kind()) {
              case STRING_MAP, CIDR_LIST, STRING_LIST -> true;
              default -> false;
            })
        .isPresent();
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
