package io.ecsharden.settings;

import io.ecsharden.format.GoText;
import io.ecsharden.settings.Oddity.Kind;
import java.util.Optional;

/** What is wrong with one line of an env file, judged by itself. */
final class OddLines {

  static final String PLAIN = "write it as a plain KEY=value on a line of its own";

  private OddLines() {}

  /** Judges a line that is neither empty nor a comment. */
  static Optional<Oddity> judge(String line, Origin where) {
    String text = GoText.trimSpace(line);
    int equals = text.indexOf('=');
    if (equals < 0) {
      return Optional.of(noAssignment(text, where));
    }
    String key = text.substring(0, equals);
    String value = text.substring(equals + 1);
    if (key.isEmpty()) {
      return Optional.of(
          Oddity.at(Kind.NO_NAME, where)
              .because(
                  "a variable without a name: docker --env-file refuses the file for it",
                  "remove the line"));
    }
    return KnownKeys.isSetting(key)
        ? OddValues.judge(key, value, where)
        : oddKey(key, value, where);
  }

  private static Oddity noAssignment(String text, Origin where) {
    Optional<String> key = firstWordKey(text);
    if (isShell(text)) {
      return Oddity.at(Kind.SHELL_LEFTOVER, where)
          .because("a piece of a script that ended up in the file", "remove the line");
    }
    if (key.isEmpty()) {
      return Oddity.at(Kind.NO_ASSIGNMENT, where)
          .because(
              "every reader skips this line: it has no =", "remove the line or comment it out");
    }
    String rest = text.substring(key.get().length()).strip();
    boolean colon = rest.startsWith(":");
    return Oddity.at(Kind.NO_ASSIGNMENT, where)
        .key(key.get())
        .meant(colon ? rest.substring(1).strip() : rest)
        .because("every reader skips this line: it has no =", PLAIN);
  }

  private static Optional<String> firstWordKey(String text) {
    int end = text.length();
    while (end > 0) {
      if (KnownKeys.isSetting(text.substring(0, end))) {
        return Optional.of(text.substring(0, end));
      }
      end--;
    }
    return Optional.empty();
  }

  private static Optional<Oddity> oddKey(String key, String value, Origin where) {
    if (key.charAt(0) == '\uFEFF') {
      String rest = key.substring(1);
      return Optional.of(
          Oddity.at(Kind.BYTE_ORDER_MARK, where)
              .key(rest)
              .meant(value)
              .because(
                  "the file starts with a byte-order mark, which is part of the first name for the"
                      + " agent and for systemd: the line is lost",
                  "remove the byte-order mark (save the file as UTF-8 without one)"));
    }
    if (isShell(key)) {
      return Optional.of(
          keyed(Kind.SHELL_LEFTOVER, where, key, value)
              .because("a piece of a script that ended up in the file", "remove it: " + PLAIN));
    }
    String trimmed = GoText.trimSpace(key);
    if (KnownKeys.isSetting(trimmed)) {
      return Optional.of(
          Oddity.at(Kind.SPACE_BEFORE_EQUALS, where)
              .key(trimmed)
              .meant(value.strip())
              .because(
                  "the space before = is part of the name for the agent: the line is lost",
                  "remove the spaces around ="));
    }
    Optional<String> otherCase = KnownKeys.inOtherCase(trimmed);
    if (otherCase.isPresent()) {
      return Optional.of(
          Oddity.at(Kind.WRONG_CASE, where)
              .key(otherCase.get())
              .meant(value)
              .because(
                  "names are case-sensitive: nobody reads " + trimmed, "write it in capitals"));
    }
    return wrapped(key, value, where);
  }

  private static Optional<Oddity> wrapped(String key, String value, Origin where) {
    Optional<String> meant = meantKey(key);
    if (meant.isEmpty()) {
      return Optional.empty();
    }
    if (startsWithWord(key, "export")) {
      return Optional.of(
          keyed(Kind.EXPORT_PREFIX, where, key, value)
              .because("this is no shell script: export is part of the name", "remove export"));
    }
    if (key.indexOf('"') >= 0 || key.indexOf('\'') >= 0) {
      return Optional.of(
          keyed(Kind.QUOTED_KEY, where, key, value)
              .because("the quotes are part of the name: the line is lost", PLAIN));
    }
    if (key.endsWith(meant.get()) && isNameCharacter(key.charAt(before(key, meant.get())))) {
      return Optional.of(
          keyed(Kind.GLUED_LINE, where, key, value)
              .because(
                  "the line before it had no line end when this was appended: "
                      + "what stands before the name is part of it",
                  "break the line before " + meant.get()));
    }
    return Optional.of(
        keyed(Kind.ODD_KEY, where, key, value)
            .because("what stands before the name is part of it: the line is lost", PLAIN));
  }

  private static int before(String key, String meant) {
    return Math.max(0, key.length() - meant.length() - 1);
  }

  private static Oddity.Builder keyed(Kind kind, Origin where, String key, String value) {
    Oddity.Builder oddity = Oddity.at(kind, where).meant(OddValues.unquoted(value));
    return meantKey(key).map(oddity::key).orElse(oddity);
  }

  /** The setting whose name stands at the end of a text, behind words, quotes and odd marks. */
  static Optional<String> meantKey(String key) {
    StringBuilder name = new StringBuilder();
    for (int i = key.length() - 1; i >= 0; i--) {
      char c = key.charAt(i);
      if (isNameCharacter(c)) {
        name.append(c);
      } else if (!name.isEmpty()) {
        break;
      }
    }
    return KnownKeys.suffix(name.reverse().toString());
  }

  private static boolean isShell(String text) {
    if (text.equals("EOF") || text.equals("EOT") || text.startsWith("#!")) {
      return true;
    }
    for (String word : new String[] {"echo", "cat", "sudo", "printf", "tee", "sed", "yum", "fi"}) {
      if (startsWithWord(text, word)) {
        return true;
      }
    }
    return text.contains("<<") || text.startsWith("$(") || text.startsWith("if [");
  }

  private static boolean startsWithWord(String text, String word) {
    return text.startsWith(word)
        && (text.length() == word.length() || !isNameCharacter(text.charAt(word.length())));
  }

  static boolean isNameCharacter(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
  }
}
