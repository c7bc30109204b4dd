package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import java.util.Optional;

/** A quote that its line does not close. */
final class UnterminatedQuote implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String value = line.value();
    return staysOpen(value)
        ? Optional.of(
            value(Kind.UNTERMINATED_QUOTE, line)
                .intended(Values.unquoted(value))
                .because(
                    "The line does not close its quote: the agent keeps the quote, and systemd"
                        + " reads on to the next one, across the lines that follow",
                    "Remove the quote"))
        : Optional.empty();
  }

  /**
   * Whether systemd is still inside a quote when the line ends. Only quotes before the first plain
   * letter count for it.
   */
  private static boolean staysOpen(String value) {
    int i = 0;
    while (i < value.length() && Values.isQuote(value.charAt(i))) {
      int close = Values.closingQuote(value, i);
      if (close < 0) {
        return true;
      }
      i = close + 1;
      while (i < value.length() && (value.charAt(i) == ' ' || value.charAt(i) == '\t')) {
        i++;
      }
    }
    return false;
  }

  /** Without the quote, where no other quote in the file can be there to close it. */
  @Override
  public LineRewrite rewrite(LineDefect defect, EnvLine line) {
    char quote = line.value().charAt(0);
    String rest = line.value().substring(1);
    if (line.mayBeClosedLater(quote)) {
      return new LineRewrite.Left("Another line may close the quote");
    }
    return rest.indexOf(quote) >= 0
        ? LineRewrite.GUESS
        : plain(defect, line, line.key() + "=" + rest);
  }
}
