package io.ecsharden.hygiene;

import static io.ecsharden.format.unit.EnvironmentNames.isNameCharacter;

import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** A template that nobody filled in. */
final class Placeholder implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String value = line.value();
    boolean found =
        !Values.isJson(value)
            ? isPlaceholder(value)
            : isMap(line.key()) && isPlaceholder(value) || holdsWhole(value);
    if (!found) {
      return Optional.empty();
    }
    return Optional.of(
        value(Kind.INVALID_VALUE, line)
            .because(
                "Nothing fills in this placeholder: no reader of the file expands anything",
                "Write the value itself"));
  }

  /** JSON for a log driver may hold {@code {{.Name}}}; a map of attributes or tags may not. */
  private static boolean isMap(String key) {
    return AgentSettings.find(key)
        .filter(s -> s.kind() == AgentSetting.Kind.STRING_MAP)
        .isPresent();
  }

  /**
   * {@code ["${PORT}"]}, {@code {"rack":"<RACK>"}}: a text of JSON that is a placeholder and
   * nothing else.
   */
  private static boolean holdsWhole(String json) {
    return holdsWhole(json, "\"${", "}\"") || holdsWhole(json, "\"<", ">\"");
  }

  private static boolean holdsWhole(String json, String open, String close) {
    for (int at = json.indexOf(open); at >= 0; at = json.indexOf(open, at + 1)) {
      int from = at + open.length();
      int end = json.indexOf('"', from);
      if (end > from
          && json.startsWith(close, end - 1)
          && isName(json.substring(from, end - 1).replace('-', '_').replace(' ', '_'))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlaceholder(String value) {
    boolean variable = value.startsWith("$") && value.length() > 1 && isName(value.substring(1));
    return variable
        || encloses(value, "${", "}")
        || encloses(value, "$(", ")")
        || encloses(value, "{{", "}}")
        || encloses(value, "<%", "%>")
        || value.startsWith("!Ref ")
        || value.startsWith("!Sub ")
        || value.startsWith("!GetAtt ");
  }

  private static boolean encloses(String value, String open, String close) {
    int at = value.indexOf(open);
    return at >= 0 && value.indexOf(close, at + open.length() + 1) > 0;
  }

  private static boolean isName(String text) {
    return text.chars().allMatch(c -> isNameCharacter((char) c));
  }
}
