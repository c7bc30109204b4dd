package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.Origin;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import java.util.Optional;

/** Names that are no setting's, and what was probably meant. */
final class OddKeys {

  private OddKeys() {}

  /** Judges the name before the first {@code =} of a line when no setting has that name. */
  static Optional<LineDefect> judge(String key, String value, Origin where) {
    if (OddLines.isShell(key)) {
      return Optional.of(
          shell(where, key, value)
              .because(
                  "a piece of a script that ended up in the file",
                  "remove it, and write a plain KEY=value where it was to write one"));
    }
    String trimmed = GoText.trimSpace(key);
    if (KnownKeys.isSetting(trimmed)) {
      return Optional.of(
          LineDefect.at(Kind.SPACE_BEFORE_EQUALS, where)
              .key(trimmed)
              .meant(value.strip())
              .because(spaceBefore(key, trimmed), "remove the spaces around ="));
    }
    Optional<String> otherCase = KnownKeys.inOtherCase(trimmed);
    if (otherCase.isPresent()) {
      return Optional.of(
          LineDefect.at(Kind.WRONG_CASE, where)
              .key(otherCase.get())
              .meant(value)
              .because(
                  "names are case-sensitive: nobody reads " + trimmed, "write it in capitals"));
    }
    return colon(key + "=" + value, where)
        .or(() -> unseen(trimmed, value, where))
        .or(() -> wrapped(key, value, where))
        .or(() -> nested(value, where));
  }

  private static String spaceBefore(String key, String trimmed) {
    boolean plain = key.chars().skip(trimmed.length()).allMatch(c -> c == ' ' || c == '\t');
    boolean init = InitSettings.reads(trimmed) && plain;
    boolean agent = AgentSettings.find(trimmed).isPresent();
    if (init && agent) {
      return "the space before = is part of the name for the agent, which loses the line, while"
          + " systemd drops the space for ecs-init";
    }
    return init
        ? "systemd drops the space before = for ecs-init, other readers of the file lose the line"
        : "the space before = is part of the name for the agent: the line is lost";
  }

  /** {@code KEY: value}, where the value holds a {@code =}. */
  private static Optional<LineDefect> colon(String text, Origin where) {
    int colon = text.indexOf(':');
    Optional<String> key =
        Optional.of(OddValues.unquoted(text.substring(0, Math.max(0, colon)).strip()))
            .filter(KnownKeys::isSetting);
    return key.map(name ->
        LineDefect.at(Kind.ODD_KEY, where)
            .key(name)
            .meant(text.substring(colon + 1).strip())
            .because("a colon stands where = belongs: the line is lost", OddLines.PLAIN));
  }

  /** {@code Environment="KEY=value"} and the like. */
  private static Optional<LineDefect> nested(String value, Origin where) {
    String inner = OddValues.unquoted(GoText.trimSpace(value));
    int equals = inner.indexOf('=');
    return equals > 0 && KnownKeys.isSetting(inner.substring(0, equals))
        ? Optional.of(
            LineDefect.at(Kind.ODD_KEY, where)
                .key(inner.substring(0, equals))
                .meant(OddValues.unquoted(inner.substring(equals + 1)))
                .because(
                    "the name is what stands before the first =: the setting is lost",
                    OddLines.PLAIN))
        : Optional.empty();
  }

  /** A name that looks right: with characters that cannot be seen, or letters of another script. */
  private static Optional<LineDefect> unseen(String key, String value, Origin where) {
    if (key.chars().allMatch(c -> c < 0x80) || key.chars().anyMatch(c -> c <= ' ')) {
      return Optional.empty();
    }
    StringBuilder seen = new StringBuilder();
    key.chars().filter(c -> OddLines.isNameCharacter((char) c)).forEach(c -> seen.append((char) c));
    boolean onlyMarks = seen.length() > key.length() / 2;
    return Optional.of(seen.toString())
        .filter(name -> onlyMarks)
        .flatMap(name -> KnownKeys.isSetting(name) ? Optional.of(name) : KnownKeys.nearest(name))
        .map(name ->
            LineDefect.at(Kind.ODD_KEY, where)
                .key(name)
                .meant(value)
                .because(
                    "the name holds characters that are not ASCII, perhaps not visible: the line is"
                        + " lost",
                    "type the name anew"));
  }

  private static Optional<LineDefect> wrapped(String key, String value, Origin where) {
    Optional<String> meant = OddLines.meantKey(key);
    if (meant.isEmpty()) {
      return Optional.empty();
    }
    if (OddLines.startsWithWord(key, "export")) {
      return Optional.of(
          keyed(Kind.EXPORT_PREFIX, where, key, value)
              .because("this is no shell script: export is part of the name", "remove export"));
    }
    if (key.indexOf('"') >= 0 || key.indexOf('\'') >= 0) {
      return Optional.of(
          keyed(Kind.QUOTED_KEY, where, key, value)
              .because("the quotes are part of the name: the line is lost", OddLines.PLAIN));
    }
    if (key.endsWith(meant.get())
        && OddLines.isNameCharacter(key.charAt(before(key, meant.get())))) {
      return Optional.of(
          keyed(Kind.GLUED_LINE, where, key, value)
              .because(
                  "the line before it had no line end when this was appended: "
                      + "what stands before the name is part of it",
                  "break the line before " + meant.get()));
    }
    return Optional.of(
        keyed(Kind.ODD_KEY, where, key, value)
            .because(
                "what stands before the name is part of it: the line is lost", OddLines.PLAIN));
  }

  private static int before(String key, String meant) {
    return Math.max(0, key.length() - meant.length() - 1);
  }

  /** The value is told only with its setting: without, nobody can tell whether it is a secret. */
  private static LineDefect.Builder keyed(Kind kind, Origin where, String key, String value) {
    String whole = OddLines.endsInBackslash(value) ? value.substring(0, value.length() - 1) : value;
    LineDefect.Builder oddity = LineDefect.at(kind, where);
    return OddLines.meantKey(key)
        .map(name -> oddity.key(name).meant(OddValues.unquoted(whole.strip())))
        .orElse(oddity);
  }

  /** What a command would write, if that is one plain word. */
  private static LineDefect.Builder shell(Origin where, String key, String value) {
    LineDefect.Builder oddity = LineDefect.at(Kind.SHELL_LEFTOVER, where);
    int end = 0;
    while (end < value.length() && " \t>|;&".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    String word = OddValues.unquoted(value.substring(0, end));
    boolean plain = !word.isEmpty() && word.indexOf('%') < 0 && word.indexOf('$') < 0;
    return OddLines.meantKey(key)
        .map(name -> plain ? oddity.key(name).meant(word) : oddity.key(name))
        .orElse(oddity);
  }
}
