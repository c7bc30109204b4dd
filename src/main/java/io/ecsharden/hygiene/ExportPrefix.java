package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import java.util.Optional;

/** {@code export} before a name. */
final class ExportPrefix implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    return Optional.of(line)
        .filter(l -> Names.startsWithWord(l.key(), "export"))
        .flatMap(WrappedName::of)
        .map(name ->
            name.defect(
                this,
                Kind.EXPORT_PREFIX,
                line,
                "The line has no effect: this is no shell script, and export is a part of the name",
                "Remove export"));
  }

  /** {@code export A=1 B=2} sets two variables in a shell. */
  @Override
  public LineRewrite rewrite(LineDefect defect, EnvLine line) {
    LineRewrite rewrite = plain(defect, line, line.text());
    boolean words =
        rewrite instanceof LineRewrite.Plain plain
            && (plain.value().indexOf(' ') >= 0 || plain.value().indexOf('\t') >= 0);
    boolean quoted =
        PlainLine.of(line.text())
            .filter(l -> !l.value().isEmpty() && Values.isQuote(l.value().charAt(0)))
            .isPresent();
    return words && !quoted ? LineRewrite.GUESS : rewrite;
  }
}
