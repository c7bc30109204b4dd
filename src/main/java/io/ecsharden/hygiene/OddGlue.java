package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lines that were written without a line end between them. */
final class OddGlue {

  /** What stands before a name that only looks like one: paths, options, queries, references. */
  private static final String NO_BOUNDARY = "-:/?&.=[{($@%\"'";

  private OddGlue() {}

  /** Other settings in the value of a setting. */
  static Optional<LineDefect> inValue(String key, String value, Origin where) {
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
    if (lost.isEmpty() || OddValues.isJson(value)) {
      return Optional.empty();
    }
    return Optional.of(
        LineDefect.at(LineDefect.Kind.GLUED_LINE, where)
            .key(key)
            .lost(lost)
            .taken(value)
            .meant(firstPart(value.substring(0, end)))
            .because(
                "lines are glued together: "
                    + String.join(" and ", lost)
                    + (lost.size() == 1
                        ? " is part of this value, and lost"
                        : " are part of this value, and lost"),
                "break the line before " + String.join(" and ", lost)));
  }

  /** A setting right behind the last word of a comment. */
  static Optional<LineDefect> inComment(String text, Origin where) {
    for (int equals = text.indexOf('='); equals > 0; equals = text.indexOf('=', equals + 1)) {
      Optional<String> name = nameBefore(text, equals);
      int start = equals - name.map(String::length).orElse(0);
      if (name.isPresent() && start > 0 && OddLines.isNameCharacter(text.charAt(start - 1))) {
        return Optional.of(
            LineDefect.at(LineDefect.Kind.GLUED_LINE, where)
                .key(name.get())
                .meant(text.substring(equals + 1).strip())
                .because(
                    "the comment had no line end when this was appended: the setting is a part of"
                        + " the comment, and lost",
                    "break the line before " + name.get()));
      }
    }
    return Optional.empty();
  }

  /** The longest setting right before an index; short names are too likely to be something else. */
  private static Optional<String> nameBefore(String text, int end) {
    int from = end;
    while (from > 0 && OddLines.isNameCharacter(text.charAt(from - 1))) {
      from--;
    }
    return KnownKeys.suffix(text.substring(from, end)).filter(name -> name.length() >= 8);
  }

  private static boolean isBoundary(String value, int start) {
    if (start == 0) {
      return false;
    }
    char before = value.charAt(start - 1);
    boolean closesValue = (before == '"' || before == '\'') && before == value.charAt(0);
    return closesValue || NO_BOUNDARY.indexOf(before) < 0;
  }

  private static String firstPart(String text) {
    String part = text.endsWith("\\n") ? text.substring(0, text.length() - 2) : text;
    String trimmed = GoText.trimSpace(part);
    boolean separated = trimmed.endsWith(";") || trimmed.endsWith(",");
    return OddValues.unquoted(separated ? trimmed.substring(0, trimmed.length() - 1) : trimmed);
  }
}
