package io.ecsharden.hygiene;

import static io.ecsharden.format.unit.EnvironmentNames.isNameCharacter;

import io.ecsharden.format.GoText;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.secrets.SettingNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line that was written without a line end before it. */
final class GluedLine implements LineRule, RewritingRule {

  /** What stands before a name that only looks like one: paths, options, queries, references. */
  private static final String NO_BOUNDARY = "-:/?&.=[{($@%\"'";

  /** No line is broken into more lines than this. */
  private static final int MOST_NAMES = 100;

  private static final String BREAK = "Break the line before ";

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    if (line.isComment()) {
      return inComment(line);
    }
    return line.isSetting() ? inValue(line) : inName(line);
  }

  /** Other settings in the value of a setting. */
  private Optional<LineDefect> inValue(EnvLine line) {
    String value = line.value();
    List<String> lost = new ArrayList<>();
    int end = value.length();
    for (int equals = value.indexOf('='); equals > 0; equals = value.indexOf('=', equals + 1)) {
      Optional<String> name = nameBefore(value, equals);
      int start = equals - name.map(String::length).orElse(0);
      if (name.isPresent() && isBoundary(value, start)) {
        lost.add(name.get());
        end = Math.min(end, start);
      }
    }
    if (lost.isEmpty() || Values.isJson(value)) {
      return Optional.empty();
    }
    String names = String.join(" and ", lost);
    return Optional.of(
        at(Kind.GLUED_LINE, line.where())
            .key(line.key())
            .lost(lost)
            .effective(value)
            .intended(Values.unquoted(Values.withoutSeparator(value.substring(0, end))))
            .because(
                "Lines are glued together: "
                    + names
                    + (lost.size() == 1 ? " is a part" : " are parts")
                    + " of this value, without any effect",
                BREAK + names));
  }

  /** A setting right after the last word of a comment. */
  private Optional<LineDefect> inComment(EnvLine line) {
    String text = line.text();
    for (int equals = text.indexOf('='); equals > 0; equals = text.indexOf('=', equals + 1)) {
      Optional<String> name = nameBefore(text, equals);
      int start = equals - name.map(String::length).orElse(0);
      if (name.isPresent() && start > 0 && isNameCharacter(text.charAt(start - 1))) {
        return Optional.of(
            at(Kind.GLUED_LINE, line.where())
                .key(name.get())
                .intended(text.substring(equals + 1).strip())
                .because(
                    "The setting is a part of the comment, without any effect: the comment had no"
                        + " line end when it was appended",
                    BREAK + name.get()));
      }
    }
    return Optional.empty();
  }

  /** A setting right after the rest of another line. */
  private Optional<LineDefect> inName(EnvLine line) {
    return WrappedName.of(line)
        .filter(WrappedName::isGlued)
        .map(name ->
            name.defect(
                this,
                Kind.GLUED_LINE,
                line,
                "The line has no effect: the line before it had no line end when it was appended,"
                    + " and is now a part of the name",
                BREAK + name.setting()));
  }

  /** The longest setting right before an index; short names are too likely to be something else. */
  private static Optional<String> nameBefore(String text, int end) {
    int from = end;
    while (from > 0 && isNameCharacter(text.charAt(from - 1))) {
      from--;
    }
    return SettingNames.endOf(text.substring(from, end)).filter(name -> name.length() >= 8);
  }

  private static boolean isBoundary(String value, int start) {
    if (start == 0) {
      return false;
    }
    char before = value.charAt(start - 1);
    boolean closesValue = Values.isQuote(before) && before == value.charAt(0);
    return closesValue || NO_BOUNDARY.indexOf(before) < 0;
  }

  /** Breaks the line before each name that stands in it. */
  @Override
  public LineRewrite rewrite(LineDefect defect, EnvLine line) {
    List<String> names = new ArrayList<>(defect.lost());
    if (names.isEmpty() && line.isComment()) {
      defect.key().ifPresent(names::add);
    }
    if (names.size() > MOST_NAMES) {
      return new LineRewrite.Left(
          names.size() + " names stand in it, too many for a person's line");
    }
    if (names.isEmpty()) {
      return new LineRewrite.Left("What stands before the name may be a part of anything");
    }
    List<String> pieces = new ArrayList<>();
    String text = line.text();
    int from = 0;
    for (String name : names) {
      int at = text.indexOf(name + "=", Math.max(from, 1));
      if (at < 0) {
        return LineRewrite.GUESS;
      }
      pieces.add(GoText.trimSpace(Values.withoutSeparator(text.substring(from, at))));
      from = at;
    }
    pieces.add(text.substring(from));
    return !line.isComment() && pieces.stream().anyMatch(GluedLine::hasOpenQuote)
        ? LineRewrite.GUESS
        : new LineRewrite.Pieces(pieces, "break the line before " + String.join(" and ", names));
  }

  private static boolean hasOpenQuote(String piece) {
    return Values.count(piece, '"') % 2 == 1 || Values.count(piece, '\'') % 2 == 1;
  }
}
