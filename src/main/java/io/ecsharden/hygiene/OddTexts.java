package io.ecsharden.hygiene;

import io.ecsharden.settings.Origin;
import io.ecsharden.settings.agent.AgentSetting.Kind;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** Values that every reader takes alike, and that nobody can have meant. */
final class OddTexts {

  private OddTexts() {}

  /** A template that nobody filled in; JSON for a log driver may hold {@code {{.Name}}}. */
  static Optional<LineDefect> placeholder(String key, String value, Origin where) {
    boolean map = AgentSettings.find(key).filter(s -> s.kind() == Kind.STRING_MAP).isPresent();
    if (!isPlaceholder(value) || !map && OddValues.isJson(value)) {
      return Optional.empty();
    }
    return Optional.of(
        LineDefect.at(LineDefect.Kind.INVALID_VALUE, where)
            .key(key)
            .taken(value)
            .because(
                "a placeholder that nobody filled in: no reader of the file expands anything",
                "write the value itself"));
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
    return text.chars().allMatch(c -> OddLines.isNameCharacter((char) c));
  }

  /** A line that was meant to go on in the next one. */
  static Optional<LineDefect> continued(String key, String value, Origin where) {
    if (!OddLines.endsInBackslash(value)) {
      return Optional.empty();
    }
    return Optional.of(
        LineDefect.at(LineDefect.Kind.BACKSLASH, where)
            .key(key)
            .taken(value)
            .meant(value.substring(0, value.length() - 1).strip())
            .because(
                "the backslash at the end is part of the value for the agent, while systemd takes"
                    + " the next line as a part of it",
                "remove the backslash"));
  }

  /** A cluster's name has up to 255 letters, digits, hyphens and underscores (CreateCluster). */
  static Optional<LineDefect> noCluster(String key, String value, Origin where) {
    boolean fits =
        value.startsWith("arn:")
            || value.length() <= 255
                && value.chars().allMatch(c -> c == '-' || OddLines.isNameCharacter((char) c));
    if (!key.equals(AgentSettings.CLUSTER) || fits) {
      return Optional.empty();
    }
    return Optional.of(
        LineDefect.at(LineDefect.Kind.INVALID_VALUE, where)
            .key(key)
            .taken(value)
            .because(
                "no cluster has such a name: it can hold letters, digits, - and _",
                "write the cluster's name or its ARN"));
  }
}
