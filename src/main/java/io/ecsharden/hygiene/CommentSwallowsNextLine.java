package io.ecsharden.hygiene;

import io.ecsharden.format.env.SystemdComments;
import io.ecsharden.hygiene.LineDefect.Kind;
import java.util.List;
import java.util.Optional;

/** A backslash at the end of a comment, which takes the next line with it. */
final class CommentSwallowsNextLine implements LineRule, RewritingRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    if (line.comments() == SystemdComments.ONE_LINE) {
      return Optional.empty();
    }
    return Values.endsInBackslash(line.text()) && line.next().isPresent()
        ? Optional.of(
            at(Kind.COMMENT_SWALLOWS_NEXT_LINE, line.where())
                .because(
                    "The comment ends in a backslash, and systemd before 254 reads the next line"
                        + " as a part of it"
                        + (line.comments() == SystemdComments.UNKNOWN
                            ? "; which version runs here is not known"
                            : ""),
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
