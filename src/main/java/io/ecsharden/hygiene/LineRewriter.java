package io.ecsharden.hygiene;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.GoText;
import io.ecsharden.format.Lines;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes one line plainly, where its meaning is certain. */
public final class LineRewriter {

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
  public LineRewriter(Lines lines, int line) {
    this.lines = lines;
    this.line = line;
    this.raw = lines.text(line - 1);
    this.text = GoText.trimSpace(raw);
  }

  /** Mends what an oddity says of the line. */
  public LineRewrite mend(LineDefect oddity) {
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
          new LineRewrite.Left(GUESS);
    };
  }

  private LineRewrite byteOrderMark() {
    int at = raw.indexOf(BYTE_ORDER_MARK);
    String rest = raw.substring(0, at) + raw.substring(at + 1);
    return new LineRewrite.Lines(List.of(withoutReturn(rest)), "remove the byte-order mark");
  }

  private LineRewrite comment() {
    return new LineRewrite.Lines(
        List.of(text.substring(0, text.length() - 1).stripTrailing()),
        "remove the backslash at the end of the comment");
  }

  private LineRewrite carriageReturns() {
    String whole = withoutReturn(raw);
    List<String> pieces = List.of(whole.split("\r", -1));
    return new LineRewrite.Lines(pieces, "end lines with line feeds");
  }

  private static String withoutReturn(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private LineRewrite duplicate(LineDefect oddity) {
    String said = oddity.meant().orElse("");
    String counts = oddity.taken().orElse("");
    boolean same = said.equals(counts) || isSameBoolean(oddity.key().orElse(""), said, counts);
    return same
        ? new LineRewrite.Lines(List.of(), "remove it, a later line says the same")
        : new LineRewrite.Left("which of the lines is meant is a guess");
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
  private LineRewrite unterminated(LineDefect oddity) {
    int equals = text.indexOf('=');
    String value = GoText.trimSpace(text.substring(equals + 1));
    String rest = value.substring(1);
    for (int i = line; i < lines.count(); i++) {
      if (count(lines.text(i), value.charAt(0)) % 2 == 1) {
        return new LineRewrite.Left("the quote may be closed on another line");
      }
    }
    return rest.indexOf(value.charAt(0)) >= 0
        ? new LineRewrite.Left(GUESS)
        : rewritten(oddity, text.substring(0, equals + 1) + rest);
  }

  /** Without the backslash, where the next line is surely no part of the value. */
  private LineRewrite continued(LineDefect oddity) {
    String next = line < lines.count() ? GoText.trimSpace(lines.text(line)) : "";
    boolean alone =
        next.isEmpty()
            || next.startsWith("#")
            || PlainLine.of(next).filter(l -> KnownKeys.isSetting(l.key())).isPresent();
    return text.endsWith("\\") && alone
        ? rewritten(oddity, text.substring(0, text.length() - 1))
        : new LineRewrite.Left(
            "the readers differ on every way to write a backslash, or the value goes on");
  }

  private LineRewrite rewritten(LineDefect oddity, String from) {
    Optional<PlainLine> plain = PlainLine.of(from);
    if (plain.isEmpty() || oddity.key().isEmpty()) {
      return new LineRewrite.Left(GUESS);
    }
    String key = oddity.key().get();
    Optional<PlainValue> value =
        plain.filter(l -> l.names(key)).flatMap(l -> PlainValue.of(key, l.value()));
    if (value.isEmpty()
        || oddity.kind() == LineDefect.Kind.EXPORT_PREFIX && hasWords(plain.get(), value.get())) {
      return new LineRewrite.Left(GUESS);
    }
    List<String> texts = new ArrayList<>();
    value.get().comment().ifPresent(texts::add);
    String written = key + "=" + value.get().text();
    texts.add(written);
    return written.equals(withoutReturn(raw))
        ? new LineRewrite.Left(
            oddity.kind() == LineDefect.Kind.READERS_DIFFER
                ? "the line is plain, and lines before it hide it"
                : GUESS)
        : new LineRewrite.Lines(texts, "write " + key + " plainly");
  }

  /** {@code export A=1 B=2} sets two variables in a shell. */
  private static boolean hasWords(PlainLine line, PlainValue value) {
    boolean quoted = line.value().startsWith("\"") || line.value().startsWith("'");
    return !quoted && value.text().chars().anyMatch(c -> c == ' ' || c == '\t');
  }

  /** Breaks the line before each name that stands in it. */
  private LineRewrite glued(LineDefect oddity) {
    List<String> names = new ArrayList<>(oddity.lost());
    boolean inComment = text.startsWith("#") || text.startsWith(";");
    if (names.isEmpty() && inComment) {
      oddity.key().ifPresent(names::add);
    }
    if (names.size() > MOST_NAMES) {
      return new LineRewrite.Left(names.size() + " names stand in it, which nobody wrote by hand");
    }
    if (names.isEmpty()) {
      return new LineRewrite.Left("what stands before the name may be a piece of anything");
    }
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (String name : names) {
      int at = text.indexOf(name + "=", Math.max(from, 1));
      if (at < 0) {
        return new LineRewrite.Left(GUESS);
      }
      pieces.add(piece(text.substring(from, at)));
      from = at;
    }
    pieces.add(text.substring(from));
    return !inComment && pieces.stream().anyMatch(LineRewriter::hasOpenQuote)
        ? new LineRewrite.Left(GUESS)
        : new LineRewrite.Lines(pieces, "break the line before " + String.join(" and ", names));
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
