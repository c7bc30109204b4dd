package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.KnownKeys;
import java.util.Optional;

/** A backslash in a value, which systemd interprets and other readers keep. */
final class Backslash implements LineRule, PlainRule {

  /** A line that was to go on in the next one. */
  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String value = line.value();
    return Values.endsInBackslash(value)
        ? Optional.of(
            value(Kind.BACKSLASH, line)
                .intended(value.substring(0, value.length() - 1).strip())
                .because(
                    "The agent keeps the backslash at the end as a part of the value, and systemd"
                        + " joins the next line to this one",
                    "Remove the backslash"))
        : Optional.empty();
  }

  /** Without the backslash at the end, where the next line is surely no part of the value. */
  @Override
  public LineRewrite rewrite(LineDefect defect, EnvLine line) {
    String text = line.text();
    return text.endsWith("\\") && line.next().filter(Backslash::mayGoOn).isEmpty()
        ? plain(defect, line, text.substring(0, text.length() - 1))
        : new LineRewrite.Left(
            "The readers disagree on every way to write a backslash, or the value goes on");
  }

  private static boolean mayGoOn(EnvLine next) {
    boolean comment = next.text().startsWith("#");
    return !comment
        && PlainLine.of(next.text()).filter(l -> KnownKeys.isSetting(l.key())).isEmpty();
  }
}
