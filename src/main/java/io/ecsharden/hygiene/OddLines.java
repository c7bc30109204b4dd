package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.Origin;
import java.util.Optional;

/** What is wrong with one line of an env file, judged by itself. */
public final class OddLines {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  static final String PLAIN = "write it as a plain KEY=value on a line of its own";

  private OddLines() {}

  /** Judges a line that is neither empty nor a comment. */
  static Optional<LineDefect> judge(String line, Origin where) {
    String text = GoText.trimSpace(line);
    if (text.charAt(0) == BYTE_ORDER_MARK) {
      return Optional.of(byteOrderMark(GoText.trimSpace(text.substring(1)), where));
    }
    int equals = text.indexOf('=');
    if (equals < 0) {
      return Optional.of(withoutKeys(OddSkipped.judge(text, where)));
    }
    String key = text.substring(0, equals);
    String value = text.substring(equals + 1);
    if (key.isEmpty()) {
      return Optional.of(
          LineDefect.at(Kind.NO_NAME, where)
              .because(
                  "a variable without a name: docker --env-file refuses the file for it",
                  "remove the line"));
    }
    return KnownKeys.isSetting(key)
        ? OddValues.judge(key, value, where)
        : OddKeys.judge(key, value, where).map(OddLines::withoutKeys);
  }

  /** Nobody is told how to bring AWS keys into force. */
  private static LineDefect withoutKeys(LineDefect oddity) {
    boolean awsKey = oddity.key().filter(k -> k.startsWith("AWS_")).isPresent();
    return awsKey && Masker.isSecretSetting(oddity.key().orElseThrow())
        ? new LineDefect(
            oddity.kind(),
            oddity.where(),
            oddity.key(),
            oddity.lost(),
            oddity.taken(),
            oddity.meant(),
            oddity.message(),
            "remove the line, and use the instance role")
        : oddity;
  }

  private static LineDefect byteOrderMark(String rest, Origin where) {
    int equals = rest.indexOf('=');
    Optional<String> key =
        Optional.of(rest.substring(0, Math.max(0, equals))).filter(KnownKeys::isSetting);
    LineDefect.Builder oddity = LineDefect.at(Kind.BYTE_ORDER_MARK, where);
    key.ifPresent(name -> oddity.key(name).meant(rest.substring(equals + 1)));
    return oddity.because(
        (where.line() == 1
                ? "the file starts with a byte-order mark, which is part of the first line"
                : "a byte-order mark, from another file, is part of this line")
            + " for the agent and for systemd"
            + (key.isPresent() ? ": the line is lost" : ""),
        "remove the byte-order mark (save the file as UTF-8 without one)");
  }

  /** The setting whose name stands at the end of a text, behind words, quotes and odd marks. */
  public static Optional<String> meantKey(String key) {
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

  static boolean isShell(String text) {
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

  static boolean startsWithWord(String text, String word) {
    return text.startsWith(word)
        && (text.length() == word.length() || !isNameCharacter(text.charAt(word.length())));
  }

  /** Whether a backslash stands at the end that no other backslash escapes. */
  static boolean endsInBackslash(String text) {
    int backslashes = 0;
    while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  public static boolean isNameCharacter(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
  }
}
