package io.ecsharden.settings;

import io.ecsharden.format.GoText;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.settings.AgentSetting.Kind;
import io.ecsharden.settings.InitSettings.InitSetting;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with the value of a setting, judged by itself. */
final class OddValues {

  private OddValues() {}

  /** Judges the text after the first {@code =} of a line whose name is a setting. */
  static Optional<Oddity> judge(String key, String value, Origin where) {
    String text = GoText.trimSpace(value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return glued(key, text, where)
        .or(() -> quoted(key, text, where))
        .or(() -> commented(key, text, where))
        .or(() -> invalid(key, text, where))
        .or(() -> punctuated(key, text, where))
        .or(() -> spaced(key, value, where));
  }

  private static Optional<Oddity> glued(String key, String value, Origin where) {
    for (int equals = value.indexOf('='); equals > 0; equals = value.indexOf('=', equals + 1)) {
      int from = equals;
      while (from > 0 && OddLines.isNameCharacter(value.charAt(from - 1))) {
        from--;
      }
      Optional<String> second = KnownKeys.suffix(value.substring(from, equals));
      int start = equals - second.map(String::length).orElse(0);
      boolean inJson = start > 0 && "\"-:/".indexOf(value.charAt(start - 1)) >= 0;
      if (second.isPresent() && second.get().startsWith("ECS_") && !inJson) {
        return Optional.of(
            Oddity.at(Oddity.Kind.GLUED_LINE, where)
                .key(key)
                .taken(value)
                .meant(firstPart(value.substring(0, start)))
                .because(
                    "two lines are glued together: "
                        + second.get()
                        + " is part of this value, and is lost",
                    "break the line before " + second.get()));
      }
    }
    return Optional.empty();
  }

  private static String firstPart(String text) {
    String part = text.endsWith("\\n") ? text.substring(0, text.length() - 2) : text;
    return part.strip();
  }

  private static Optional<Oddity> quoted(String key, String value, Origin where) {
    char first = value.charAt(0);
    boolean typographic = "\u201C\u201D\u2018\u2019\u201E\u00AB\u0060".indexOf(first) >= 0;
    if (first != '"' && first != '\'' && !typographic) {
      return Optional.empty();
    }
    char last = value.charAt(value.length() - 1);
    boolean closed = value.length() > 1 && (last == first || typographic && last > 0x7F);
    boolean agentReads = AgentSettings.find(key).isPresent();
    if (closed) {
      String message =
          agentReads
              ? "the quotes are part of the value for the agent, while systemd removes them"
              : typographic
                  ? "the quotes are part of the value"
                  : "systemd removes the quotes, other readers of the file keep them";
      return Optional.of(
          Oddity.at(Oddity.Kind.QUOTED_VALUE, where)
              .key(key)
              .taken(value)
              .meant(value.substring(1, value.length() - 1))
              .because(message, "remove the quotes"));
    }
    return Optional.of(
        Oddity.at(Oddity.Kind.UNTERMINATED_QUOTE, where)
            .key(key)
            .taken(value)
            .meant(unquoted(value))
            .because(
                "a quote opens and the line does not end with it: the agent keeps it, and systemd"
                    + " reads on to the next quote, over the lines that follow",
                "remove the quote"));
  }

  private static Optional<Oddity> commented(String key, String value, Origin where) {
    for (int i = 1; i < value.length(); i++) {
      if (value.charAt(i) == '#' && GoText.isSpace(value.charAt(i - 1))) {
        return Optional.of(
            Oddity.at(Oddity.Kind.INLINE_COMMENT, where)
                .key(key)
                .taken(value)
                .meant(value.substring(0, i).strip())
                .because(
                    "no reader knows comments behind a value: it is part of the value",
                    "move the comment to a line of its own"));
      }
    }
    return Optional.empty();
  }

  private static Optional<Oddity> invalid(String key, String value, Origin where) {
    Optional<AgentSetting> agent = AgentSettings.find(key);
    boolean agentBoolean = agent.filter(setting -> setting.kind().isBoolean()).isPresent();
    Optional<InitSetting> init =
        InitSettings.all().stream()
            .filter(s -> s.key().equals(key) && s.kind() != InitSettings.Kind.TEXT)
            .findFirst();
    if ((agentBoolean || init.isPresent()) && GoBoolean.parse(value).isEmpty()) {
      return Optional.of(notBoolean(key, value, where, agent));
    }
    if (init.filter(s -> s.kind() == InitSettings.Kind.EXACTLY_TRUE).isPresent()
        && GoBoolean.parse(value).orElse(false)
        && !value.equals("true")) {
      return Optional.of(
          Oddity.at(Oddity.Kind.READERS_DIFFER, where)
              .key(key)
              .taken(value)
              .meant("true")
              .because(
                  "ecs-init knows only the exact text true here"
                      + (agentBoolean ? ", while the agent takes this as true" : ""),
                  "write true"));
    }
    boolean list = agent.filter(setting -> setting.kind() == Kind.STRING_LIST).isPresent();
    if (list && JsonDocument.parse(value.getBytes(StandardCharsets.UTF_8)).error().isPresent()) {
      return Optional.of(
          Oddity.at(Oddity.Kind.INVALID_VALUE, where)
              .key(key)
              .taken(value)
              .because(
                  "no JSON array: the agent takes its default", "write a JSON array of strings"));
    }
    return Optional.empty();
  }

  private static Oddity notBoolean(
      String key, String value, Origin where, Optional<AgentSetting> agent) {
    Optional<Boolean> meant = meantBoolean(value);
    boolean plain =
        agent
            .filter(s -> s.kind() == Kind.PLAIN_FALSE || s.kind() == Kind.ENVIRONMENT_ONLY_FALSE)
            .isPresent();
    String taken =
        agent.isEmpty()
            ? "ecs-init takes false"
            : plain ? "the agent takes false without a word" : "for the agent it counts as not set";
    Oddity.Kind kind =
        GoBoolean.parse(withoutPunctuation(value)).isPresent()
            ? Oddity.Kind.TRAILING_PUNCTUATION
            : Oddity.Kind.INVALID_VALUE;
    Oddity.Builder oddity = Oddity.at(kind, where).key(key).taken(value);
    meant.ifPresent(on -> oddity.meant(Boolean.toString(on)));
    return oddity.because(
        "no boolean (1 t T TRUE true True, 0 f F FALSE false False): " + taken,
        "write true or false");
  }

  static Optional<Boolean> meantBoolean(String value) {
    return switch (withoutPunctuation(value).toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y", "on", "enable", "enabled", "=true", "1" -> Optional.of(true);
      case "false", "no", "n", "off", "disable", "disabled", "=false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Oddity> punctuated(String key, String value, Origin where) {
    boolean structured = value.startsWith("{") || value.startsWith("[");
    if (!value.endsWith(";") || structured && !value.endsWith("};") && !value.endsWith("];")) {
      return Optional.empty();
    }
    return Optional.of(
        Oddity.at(Oddity.Kind.TRAILING_PUNCTUATION, where)
            .key(key)
            .taken(value)
            .meant(withoutPunctuation(value))
            .because("the semicolon is part of the value", "remove it"));
  }

  private static Optional<Oddity> spaced(String key, String value, Origin where) {
    boolean keptByAgent =
        AgentSettings.find(key)
            .filter(s -> !s.kind().isBoolean() && s.kind() == Kind.TEXT)
            .isPresent();
    if (!keptByAgent || value.isEmpty() || !GoText.isSpace(value.charAt(0))) {
      return Optional.empty();
    }
    return Optional.of(
        Oddity.at(Oddity.Kind.SPACE_AFTER_EQUALS, where)
            .key(key)
            .taken(value)
            .meant(value.strip())
            .because(
                "the space after = is part of the value for the agent, while systemd removes it",
                "remove the space"));
  }

  static String unquoted(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && "\"'".indexOf(value.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && "\"'".indexOf(value.charAt(to - 1)) >= 0) {
      to--;
    }
    return value.substring(from, to);
  }

  private static String withoutPunctuation(String value) {
    int to = value.length();
    while (to > 0 && ";,.".indexOf(value.charAt(to - 1)) >= 0) {
      to--;
    }
    return value.substring(0, to).strip();
  }
}
