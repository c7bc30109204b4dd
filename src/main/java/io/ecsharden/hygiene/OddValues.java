package io.ecsharden.hygiene;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.GoText;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.settings.Origin;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSetting.Kind;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.init.InitSettings.InitSetting;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with the value of a setting, judged by itself. */
final class OddValues {

  private OddValues() {}

  /** Judges the text after the first {@code =} of a line whose name is a setting. */
  static Optional<LineDefect> judge(String key, String value, Origin where) {
    String text = GoText.trimSpace(value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return OddGlue.inValue(key, text, where)
        .or(() -> OddQuotes.judge(key, text, where))
        .or(() -> commented(key, text, where))
        .or(() -> OddTexts.placeholder(key, text, where))
        .or(() -> OddTexts.continued(key, text, where))
        .or(() -> invalid(key, text, where))
        .or(() -> punctuated(key, text, where))
        .or(() -> spaced(key, value, where))
        .or(() -> OddTexts.noCluster(key, text, where));
  }

  private static Optional<LineDefect> commented(String key, String value, Origin where) {
    for (int i = 1; i < value.length(); i++) {
      boolean comment = value.charAt(i) == '#' && GoText.isSpace(value.charAt(i - 1));
      if (comment && !isJson(value)) {
        return Optional.of(
            LineDefect.at(LineDefect.Kind.INLINE_COMMENT, where)
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

  private static Optional<LineDefect> invalid(String key, String value, Origin where) {
    Optional<AgentSetting> agent = AgentSettings.find(key);
    boolean agentBoolean = agent.filter(setting -> setting.kind().isBoolean()).isPresent();
    Optional<InitSetting> init =
        InitSettings.find(key).filter(s -> s.kind() != InitSettings.Kind.TEXT);
    if ((agentBoolean || init.isPresent()) && GoBoolean.parse(value).isEmpty()) {
      return Optional.of(notBoolean(key, value, where, agent));
    }
    if (init.filter(s -> s.kind() == InitSettings.Kind.EXACTLY_TRUE).isPresent()
        && GoBoolean.parse(value).orElse(false)
        && !value.equals("true")) {
      return Optional.of(
          LineDefect.at(LineDefect.Kind.READERS_DIFFER, where)
              .key(key)
              .taken(value)
              .meant("true")
              .because(
                  "ecs-init knows only the exact text true here"
                      + (agentBoolean ? ", while the agent takes this as true" : ""),
                  "write true"));
    }
    return agent.flatMap(setting -> notJson(setting, value, where));
  }

  private static Optional<LineDefect> notJson(AgentSetting setting, String value, Origin where) {
    boolean list = setting.kind() == Kind.STRING_LIST;
    boolean exits = setting.kind() == Kind.STRING_MAP || setting.kind() == Kind.CIDR_LIST;
    boolean credentials = setting.key().equals(AgentSettings.ENGINE_AUTH_DATA);
    if (!list && !exits && !credentials || isJson(value)) {
      return Optional.empty();
    }
    boolean cut = value.equals("{") || value.equals("[") || value.endsWith(",");
    if (exits && !cut) {
      // told where the agent's start is judged
      return Optional.empty();
    }
    String effect =
        list
            ? "the agent takes its default"
            : exits ? "the agent does not start" : "the agent has no credentials";
    return Optional.of(
        LineDefect.at(LineDefect.Kind.INVALID_VALUE, where)
            .key(setting.key())
            .taken(value)
            .because(
                (cut ? "the value ends where the line ends" : "no JSON") + ": " + effect,
                cut ? "write the JSON on one line" : "write JSON"));
  }

  /** Whether a text is a JSON object or array. */
  static boolean isJson(String value) {
    return (value.startsWith("{") || value.startsWith("["))
        && JsonDocument.parse(value.getBytes(StandardCharsets.UTF_8)).error().isEmpty();
  }

  private static LineDefect notBoolean(
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
    LineDefect.Kind kind =
        GoBoolean.parse(withoutPunctuation(value)).isPresent()
            ? LineDefect.Kind.TRAILING_PUNCTUATION
            : LineDefect.Kind.INVALID_VALUE;
    LineDefect.Builder oddity = LineDefect.at(kind, where).key(key).taken(value);
    meant.ifPresent(on -> oddity.meant(Boolean.toString(on)));
    return oddity.because(
        "no boolean (1 t T TRUE true True, 0 f F FALSE false False): " + taken,
        "write true or false");
  }

  static Optional<Boolean> meantBoolean(String value) {
    int from = 0;
    while (from < value.length() && "=\\\"'".indexOf(value.charAt(from)) >= 0) {
      from++;
    }
    int to = from;
    while (to < value.length() && OddLines.isNameCharacter(value.charAt(to))) {
      to++;
    }
    return switch (value.substring(from, to).toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y", "on", "enable", "enabled", "1" -> Optional.of(true);
      case "false", "no", "n", "off", "disable", "disabled", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<LineDefect> punctuated(String key, String value, Origin where) {
    boolean structured = value.startsWith("{") || value.startsWith("[");
    if (!value.endsWith(";") || structured && !value.endsWith("};") && !value.endsWith("];")) {
      return Optional.empty();
    }
    return Optional.of(
        LineDefect.at(LineDefect.Kind.TRAILING_PUNCTUATION, where)
            .key(key)
            .taken(value)
            .meant(withoutPunctuation(value))
            .because("the semicolon is part of the value", "remove it"));
  }

  private static Optional<LineDefect> spaced(String key, String value, Origin where) {
    boolean keptByAgent =
        AgentSettings.find(key)
            .filter(s -> !s.kind().isBoolean() && s.kind() == Kind.TEXT)
            .isPresent();
    if (!keptByAgent || value.isEmpty() || !GoText.isSpace(value.charAt(0))) {
      return Optional.empty();
    }
    return Optional.of(
        LineDefect.at(LineDefect.Kind.SPACE_AFTER_EQUALS, where)
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
