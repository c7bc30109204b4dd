package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.format.Lines;
import io.ecsharden.format.env.SystemdComments;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.init.InitSettings.InitSetting;
import io.ecsharden.settings.value.Origin;
import java.util.Optional;

/** One line of an env file, and the file around it. */
final class EnvLine {

  private final Lines file;
  private final SystemdComments comments;
  private final String path;
  private final int number;
  private final String content;
  private final String text;
  private final int equals;
  private final String key;
  private final String value;
  private final Optional<AgentSetting> agent;
  private final Optional<InitSetting> init;

  /**
   * @param number from 1
   */
  EnvLine(String path, Lines file, int number) {
    this(path, file, number, SystemdComments.CONTINUED);
  }

  /**
   * @param number from 1
   * @param comments how the systemd that reads the file treats comments
   */
  EnvLine(String path, Lines file, int number, SystemdComments comments) {
    this.file = file;
    this.comments = comments;
    this.path = path;
    this.number = number;
    String line = file.text(number - 1);
    this.content = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    this.text = GoText.trimSpace(content);
    this.equals = text.indexOf('=');
    this.key = text.substring(0, Math.max(0, equals));
    this.value = GoText.trimSpace(text.substring(equals + 1));
    this.agent = AgentSettings.find(key);
    this.init = InitSettings.find(key);
  }

  /** Its place. */
  Origin where() {
    return Origin.line(path, number);
  }

  /** The line without its end. */
  String content() {
    return content;
  }

  /** The line without the white space at its ends. */
  String text() {
    return text;
  }

  /** How the systemd that reads the file treats comments. */
  SystemdComments comments() {
    return comments;
  }

  /** Whether both readers skip it as a comment. */
  boolean isComment() {
    return text.startsWith("#") || text.startsWith(";");
  }

  /** Whether it has a {@code =}. */
  boolean assigns() {
    return equals >= 0;
  }

  /** Whether what stands before the first {@code =} is a setting. */
  boolean isSetting() {
    return agent.isPresent() || init.isPresent();
  }

  /** The agent's setting of that name. */
  Optional<AgentSetting> agentSetting() {
    return agent;
  }

  /** Whether the agent or ecs-init reads it as a boolean. */
  boolean isBoolean() {
    return agent.isPresent() && agent.get().kind().isBoolean()
        || init.isPresent() && init.get().kind() != InitSettings.Kind.TEXT;
  }

  /** What stands before the first {@code =}; nothing where there is none. */
  String key() {
    return key;
  }

  /** What stands after the first {@code =}, or the whole text. */
  String rawValue() {
    return text.substring(equals + 1);
  }

  /** The same without the white space at its ends. */
  String value() {
    return value;
  }

  /** Whether white space stands right after the {@code =}, before a value. */
  boolean hasSpaceAfterEquals() {
    return !value.isEmpty() && GoText.isSpace(text.charAt(equals + 1));
  }

  /** Whether a later line can close a quote that this one opens. */
  boolean mayBeClosedLater(char quote) {
    return file.lastWithOdd(quote) > number;
  }

  /** The next line, where there is one that is not empty. */
  Optional<EnvLine> next() {
    return Optional.of(number)
        .filter(line -> line < file.count())
        .map(line -> new EnvLine(path, file, line + 1, comments))
        .filter(line -> !line.text.isEmpty());
  }
}
