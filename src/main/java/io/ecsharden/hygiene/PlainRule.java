package io.ecsharden.hygiene;

import java.util.Optional;

/** A rule whose lines become plain {@code KEY=value} lines. */
interface PlainRule extends RewritingRule {

  @Override
  default LineRewrite rewrite(LineDefect defect, EnvLine line) {
    return plain(defect, line, line.text());
  }

  /**
   * Writes a line plainly where its meaning is certain.
   *
   * @param text the line, or what is left of it
   */
  default LineRewrite plain(LineDefect defect, EnvLine line, String text) {
    Optional<PlainLine> plain = PlainLine.of(text);
    if (plain.isEmpty() || defect.key().isEmpty()) {
      return LineRewrite.GUESS;
    }
    String key = defect.key().get();
    Optional<PlainValue> value =
        plain.filter(l -> l.names(key)).flatMap(l -> PlainValue.of(key, l.value()));
    if (value.isEmpty()) {
      return LineRewrite.GUESS;
    }
    LineRewrite.Plain written =
        new LineRewrite.Plain(key, value.get().text(), value.get().comment());
    return written.assignment().equals(line.content()) ? alreadyPlain() : written;
  }

  /** Why a line stays that is plain already. */
  default LineRewrite.Left alreadyPlain() {
    return LineRewrite.GUESS;
  }
}
