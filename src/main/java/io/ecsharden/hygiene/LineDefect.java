package io.ecsharden.hygiene;

import io.ecsharden.format.Lines;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.secrets.SettingNames;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.PlacedText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line or a file that has no effect, or that two readers read differently.
 *
 * @param rule the rule that found it
 * @param kind what it is called in reports
 * @param where the line, or the whole file
 * @param key the setting that the line is about, where that is clear
 * @param lost other settings that have no effect because of it
 * @param effective the raw text that a reader uses instead; it may hold a secret
 * @param intended the raw text that was probably intended; it may hold a secret
 * @param sentence what happens, without its final stop and without the texts themselves
 * @param remedy what to do, likewise
 */
public record LineDefect(
    Rule rule,
    Kind kind,
    Origin where,
    Optional<String> key,
    List<String> lost,
    Optional<String> effective,
    Optional<String> intended,
    PlacedText sentence,
    String remedy) {

  public LineDefect {
    lost = List.copyOf(lost);
  }

  /** What happens: a sentence without its final stop. */
  public SensitiveText message() {
    return sentence.text();
  }

  /** Whether it explains why a setting is not what its line seems to say. */
  public boolean concerns(String setting) {
    return key.filter(setting::equals).isPresent() || lost.contains(setting);
  }

  /** Whether its rule rewrites lines; it may still leave this one. */
  public boolean isRewritable() {
    return rule instanceof RewritingRule && where.line() > 0;
  }

  /**
   * The line without this defect.
   *
   * @param file the lines of the file that {@link #where} names
   */
  public LineRewrite rewrite(Lines file) {
    return rule instanceof RewritingRule rewriting && isRewritable()
        ? rewriting.rewrite(this, new EnvLine(where.file(), file, where.line()))
        : LineRewrite.GUESS;
  }

  /** The kinds of defects. Their ids are part of the reports' contract. */
  public enum Kind {
    EXPORT_PREFIX,
    SPACE_BEFORE_EQUALS,
    SPACE_AFTER_EQUALS,
    BYTE_ORDER_MARK,
    GLUED_LINE,
    QUOTED_VALUE,
    UNTERMINATED_QUOTE,
    QUOTED_KEY,
    INLINE_COMMENT,
    WRONG_CASE,
    ODD_KEY,
    DUPLICATE,
    EMPTY_WINS,
    NO_ASSIGNMENT,
    SHELL_LEFTOVER,
    NO_NAME,
    INVALID_VALUE,
    TRAILING_PUNCTUATION,
    BACKSLASH,
    COMMENT_SWALLOWS_NEXT_LINE,
    CARRIAGE_RETURNS,
    FILE_REFUSED,
    READERS_DIFFER,
    NOT_LOADED,
    NEVER_REACHES_AGENT,
    IGNORED_JSON_FIELD,
    JSON_BEATS_ENVIRONMENT,
    AGENT_EXITS,
    UNREADABLE,
    TOO_MANY,
    NO_REGION;

    /** The name in reports: {@code quoted-value}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Puts a defect together. */
  static final class Builder {
    private final Rule rule;
    private final Kind kind;
    private final Origin where;
    private Optional<String> key = Optional.empty();
    private List<String> lost = List.of();
    private Optional<String> effective = Optional.empty();
    private Optional<String> intended = Optional.empty();

    Builder(Rule rule, Kind kind, Origin where) {
      this.rule = rule;
      this.kind = kind;
      this.where = where;
    }

    Builder key(String name) {
      this.key = Optional.of(name);
      return this;
    }

    Builder lost(List<String> settings) {
      this.lost = settings;
      return this;
    }

    Builder effective(String raw) {
      this.effective = Optional.of(raw);
      return this;
    }

    Builder intended(String raw) {
      this.intended = Optional.of(raw);
      return this;
    }

    /** The same, where the sentence names no other place. */
    LineDefect because(String sentence, String remedy) {
      return because(PlacedText.of(sentence), remedy);
    }

    /** No remedy brings an AWS key into force. */
    LineDefect because(PlacedText sentence, String remedy) {
      boolean awsKey =
          key.filter(k -> k.startsWith("AWS_") && SettingNames.isSecret(k)).isPresent();
      return new LineDefect(
          rule,
          kind,
          where,
          key,
          lost,
          effective,
          intended,
          sentence,
          awsKey ? "Remove the line, and use the instance role" : remedy);
    }
  }
}
