package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import java.util.List;
import java.util.Optional;

/** Carriage returns alone, which end lines for one reader only. */
final class CarriageReturns implements LineRule, RewritingRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    return line.text().indexOf('\r') < 0
        ? Optional.empty()
        : Optional.of(
            at(Kind.CARRIAGE_RETURNS, line.where())
                .because(
                    "systemd ends lines at carriage returns, and the agent does not",
                    "End lines with line feeds"));
  }

  @Override
  public LineRewrite rewrite(LineDefect defect, EnvLine line) {
    return new LineRewrite.Pieces(
        List.of(line.content().split("\r", -1)), "end lines with line feeds");
  }
}
