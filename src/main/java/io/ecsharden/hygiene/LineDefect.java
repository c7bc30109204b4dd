package io.ecsharden.hygiene;

import io.ecsharden.settings.Origin;
import java.util.List;
import java.util.Optional;

/**
 * Something in a file that is lost, or that two readers take differently.
 *
 * @param key the setting that is meant, where one can be told
 * @param lost other settings that are not taken because of it
 * @param taken the raw text that is taken instead; it may hold a secret
 * @param meant the raw text that was probably meant; it may hold a secret
 * @param message what happens, without the text itself and without a final stop
 * @param remedy what to do, without a final stop
 */
public record LineDefect(
    Kind kind,
    Origin where,
    Optional<String> key,
    List<String> lost,
    Optional<String> taken,
    Optional<String> meant,
    String message,
    String remedy) {

  public LineDefect {
    lost = List.copyOf(lost);
  }

  /** Whether it explains why a setting is not what its line seems to say. */
  public boolean concerns(String setting) {
    return key.filter(setting::equals).isPresent() || lost.contains(setting);
  }

  /** What sort of trouble it is. The names are part of the reports' contract. */
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
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Starts an oddity at a place. */
  static Builder at(Kind kind, Origin where) {
    return new Builder(kind, where);
  }

  /** Puts an oddity together. */
  static final class Builder {
    private final Kind kind;
    private final Origin where;
    private Optional<String> key = Optional.empty();
    private List<String> lost = List.of();
    private Optional<String> taken = Optional.empty();
    private Optional<String> meant = Optional.empty();

    private Builder(Kind kind, Origin where) {
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

    Builder taken(String raw) {
      this.taken = Optional.of(raw);
      return this;
    }

    Builder meant(String raw) {
      this.meant = Optional.of(raw);
      return this;
    }

    LineDefect because(String message, String remedy) {
      return new LineDefect(kind, where, key, lost, taken, meant, message, remedy);
    }
  }
}
