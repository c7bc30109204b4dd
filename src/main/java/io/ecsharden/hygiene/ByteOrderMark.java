package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.KnownKeys;
import java.util.List;
import java.util.Optional;

/** A byte-order mark before a line. */
final class ByteOrderMark implements LineRule, RewritingRule {

  private static final char MARK = '\uFEFF';

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    if (line.text().charAt(0) != MARK) {
      return Optional.empty();
    }
    String rest = GoText.trimSpace(line.text().substring(1));
    int equals = rest.indexOf('=');
    Optional<String> key =
        Optional.of(rest.substring(0, Math.max(0, equals))).filter(KnownKeys::isSetting);
    LineDefect.Builder defect = at(Kind.BYTE_ORDER_MARK, line.where());
    key.ifPresent(name -> defect.key(name).intended(rest.substring(equals + 1)));
    String place =
        line.where().line() == 1
            ? "The file starts with a byte-order mark, which the agent and systemd read as a part"
                + " of the first line"
            : "The line starts with a byte-order mark from another file, which the agent and"
                + " systemd read as a part of the line";
    return Optional.of(
        defect.because(
            place + (key.isPresent() ? ", so the line has no effect" : ""),
            "Remove the byte-order mark: save the file as UTF-8 without one"));
  }

  @Override
  public LineRewrite rewrite(LineDefect defect, EnvLine line) {
    String text = line.content();
    int at = text.indexOf(MARK);
    return new LineRewrite.Pieces(
        List.of(text.substring(0, at) + text.substring(at + 1)), "remove the byte-order mark");
  }
}
