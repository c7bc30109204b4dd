package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import java.util.List;
import java.util.Optional;

/** A backslash at the end of a comment, which takes the next line with it. */
final class CommentSwallowsNextLine implements LineRule, RewritingRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    return Values.endsInBackslash(line.text()) && line.next().isPresent()
        ? Optional.of(
            at(Kind.COMMENT_SWALLOWS_NEXT_LINE, line.where())
                .because(
                    "The comment ends in a backslash, and systemd before 254 reads the next line"
                        + " as a part of it",
                    "Remove the backslash"))
        : Optional.empty();
  }

  @Override
  public int explainedLines() {
    return 2;
  }

  @Override
  public LineRewrite rewrite(LineDefect defect, EnvLine line) {
    String text = line.text();
    return new LineRewrite.Pieces(
        List.of(text.substring(0, text.length() - 1).stripTrailing()),
        "remove the backslash at the end of the comment");
  }
}
