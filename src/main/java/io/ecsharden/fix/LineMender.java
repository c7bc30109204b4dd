package io.ecsharden.fix;

import io.ecsharden.format.GoText;
import io.ecsharden.format.Lines;
import io.ecsharden.settings.AgentSettings;
import io.ecsharden.settings.GoBoolean;
import io.ecsharden.settings.InitSettings;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.Oddity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes one line plainly, where its meaning is certain. */
final class LineMender {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Into more lines than this no line is broken. */
  private static final int MOST_NAMES = 100;

  private static final String GUESS = "what was meant is a guess";

  private final Lines lines;
  private final int line;
  private final String raw;
  private final String text;

  /**
   * @param line from 1
   */
  LineMender(Lines lines, int line) {
    this.lines = lines;
    this.line = line;
    this.raw = lines.text(line - 1);
    this.text = GoText.trimSpace(raw);
  }

  /** Mends what an oddity says of the line. */
  Mend mend(Oddity oddity) {
    return switch (oddity.kind()) {
      case BYTE_ORDER_MARK -> byteOrderMark();
      case COMMENT_SWALLOWS_NEXT_LINE -> comment();
      case CARRIAGE_RETURNS -> carriageReturns();
      case GLUED_LINE -> glued(oddity);
      case DUPLICATE -> duplicate(oddity);
      case UNTERMINATED_QUOTE -> unterminated(oddity);
      case BACKSLASH -> continued(oddity);
      case EXPORT_PREFIX,
          SPACE_BEFORE_EQUALS,
          SPACE_AFTER_EQUALS,
          QUOTED_VALUE,
          QUOTED_KEY,
          INLINE_COMMENT,
          WRONG_CASE,
          ODD_KEY,
          INVALID_VALUE,
          TRAILING_PUNCTUATION,
          READERS_DIFFER ->
          rewritten(oddity, text);
      case EMPTY_WINS,
          NO_ASSIGNMENT,
          SHELL_LEFTOVER,
          NO_NAME,
          FILE_REFUSED,
          NOT_LOADED,
          NEVER_REACHES_AGENT,
          IGNORED_JSON_FIELD,
          JSON_BEATS_ENVIRONMENT,
          AGENT_EXITS,
          UNREADABLE,
          TOO_MANY,
          NO_REGION ->
          new Mend.Left(GUESS);
    };
  }

  private Mend byteOrderMark() {
    int at = raw.indexOf(BYTE_ORDER_MARK);
    String rest = raw.substring(0, at) + raw.substring(at + 1);
    return new Mend.Lines(List.of(withoutReturn(rest)), "remove the byte-order mark");
  }

  private Mend comment() {
    return new Mend.Lines(
        List.of(text.substring(0, text.length() - 1).stripTrailing()),
        "remove the backslash at the end of the comment");
  }

  private Mend carriageReturns() {
    String whole = withoutReturn(raw);
    List<String> pieces = List.of(whole.split("\r", -1));
    return new Mend.Lines(pieces, "end lines with line feeds");
  }

  private static String withoutReturn(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private Mend duplicate(Oddity oddity) {
    String said = oddity.meant().orElse("");
    String counts = oddity.taken().orElse("");
    boolean same = said.equals(counts) || isSameBoolean(oddity.key().orElse(""), said, counts);
    return same
        ? new Mend.Lines(List.of(), "remove it, a later line says the same")
        : new Mend.Left("which of the lines is meant is a guess");
  }

  /** For ecs-init, {@code TRUE} is sometimes not true. */
  private static boolean isSameBoolean(String key, String one, String other) {
    Optional<Boolean> meaning = GoBoolean.parse(one);
    return AgentSettings.find(key).filter(setting -> setting.kind().isBoolean()).isPresent()
        && !InitSettings.reads(key)
        && meaning.isPresent()
        && meaning.equals(GoBoolean.parse(other));
  }

  /** Without the quote, where no other quote in the file can be meant to close it. */
  private Mend unterminated(Oddity oddity) {
    int equals = text.indexOf('=');
    String value = GoText.trimSpace(text.substring(equals + 1));
    String rest = value.substring(1);
    for (int i = line; i < lines.count(); i++) {
      if (count(lines.text(i), value.charAt(0)) % 2 == 1) {
        return new Mend.Left("the quote may be closed on another line");
      }
    }
    return rest.indexOf(value.charAt(0)) >= 0
        ? new Mend.Left(GUESS)
        : rewritten(oddity, text.substring(0, equals + 1) + rest);
  }

  /** Without the backslash, where the next line is surely no part of the value. */
  private Mend continued(Oddity oddity) {
    String next = line < lines.count() ? GoText.trimSpace(lines.text(line)) : "";
    boolean alone =
        next.isEmpty()
            || next.startsWith("#")
            || PlainLine.of(next).filter(l -> KnownKeys.isSetting(l.key())).isPresent();
    return text.endsWith("\\") && alone
        ? rewritten(oddity, text.substring(0, text.length() - 1))
        : new Mend.Left(
            "the readers differ on every way to write a backslash, or the value goes on");
  }

  private Mend rewritten(Oddity oddity, String from) {
    Optional<PlainLine> plain = PlainLine.of(from);
    if (plain.isEmpty() || oddity.key().isEmpty()) {
      return new Mend.Left(GUESS);
    }
    String key = oddity.key().get();
    Optional<PlainValue> value =
        plain.filter(l -> l.names(key)).flatMap(l -> PlainValue.of(key, l.value()));
    if (value.isEmpty()
        || oddity.kind() == Oddity.Kind.EXPORT_PREFIX && hasWords(plain.get(), value.get())) {
      return new Mend.Left(GUESS);
    }
    List<String> texts = new ArrayList<>();
    value.get().comment().ifPresent(texts::add);
    String written = key + "=" + value.get().text();
    texts.add(written);
    return written.equals(withoutReturn(raw))
        ? new Mend.Left(
            oddity.kind() == Oddity.Kind.READERS_DIFFER
                ? "the line is plain, and lines before it hide it"
                : GUESS)
        : new Mend.Lines(texts, "write " + key + " plainly");
  }

  /** {@code export A=1 B=2} sets two variables in a shell. */
  private static boolean hasWords(PlainLine line, PlainValue value) {
    boolean quoted = line.value().startsWith("\"") || line.value().startsWith("'");
    return !quoted && value.text().chars().anyMatch(c -> c == ' ' || c == '\t');
  }

  /** Breaks the line before each name that stands in it. */
  private Mend glued(Oddity oddity) {
    List<String> names = new ArrayList<>(oddity.lost());
    boolean inComment = text.startsWith("#") || text.startsWith(";");
    if (names.isEmpty() && inComment) {
      oddity.key().ifPresent(names::add);
    }
    if (names.size() > MOST_NAMES) {
      return new Mend.Left(names.size() + " names stand in it, which nobody wrote by hand");
    }
    if (names.isEmpty()) {
      return new Mend.Left("what stands before the name may be a piece of anything");
    }
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (String name : names) {
      int at = text.indexOf(name + "=", Math.max(from, 1));
      if (at < 0) {
        return new Mend.Left(GUESS);
      }
      pieces.add(piece(text.substring(from, at)));
      from = at;
    }
    pieces.add(text.substring(from));
    return !inComment && pieces.stream().anyMatch(LineMender::hasOpenQuote)
        ? new Mend.Left(GUESS)
        : new Mend.Lines(pieces, "break the line before " + String.join(" and ", names));
  }

  /** Without what somebody took for a line end. */
  private static String piece(String part) {
    String text = GoText.trimSpace(part);
    String cut = text.endsWith("\\n") ? text.substring(0, text.length() - 2) : text;
    boolean separated = cut.endsWith(";") || cut.endsWith(",");
    return GoText.trimSpace(separated ? cut.substring(0, cut.length() - 1) : cut);
  }

  private static boolean hasOpenQuote(String piece) {
    return count(piece, '"') % 2 == 1 || count(piece, '\'') % 2 == 1;
  }

  private static long count(String text, char quote) {
    return text.chars().filter(c -> c == quote).count();
  }
}
