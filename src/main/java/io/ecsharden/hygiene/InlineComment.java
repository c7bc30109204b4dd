package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.hygiene.LineDefect.Kind;
import java.util.Optional;

/** A comment after a value. */
final class InlineComment implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String value = line.value();
    return Values.isQuote(value.charAt(0)) ? afterQuotes(line, value) : afterText(line, value);
  }

  private Optional<LineDefect> afterQuotes(EnvLine line, String value) {
    int close = Values.closingQuote(value, 0);
    return close > 0 && GoText.trimSpace(value.substring(close + 1)).startsWith("#")
        ? Optional.of(
            value(Kind.INLINE_COMMENT, line)
                .intended(QuotedValue.inner(value, close))
                .because(
                    "No reader knows comments after a value, and the agent keeps the quotes too",
                    "Remove the quotes, and move the comment to a line of its own"))
        : Optional.empty();
  }

  private Optional<LineDefect> afterText(EnvLine line, String value) {
    int comment = Values.comment(value);
    return comment > 0 && !Values.isJson(value)
        ? Optional.of(
            value(Kind.INLINE_COMMENT, line)
                .intended(value.substring(0, comment).strip())
                .because(
                    "No reader knows comments after a value: the comment is a part of the value",
                    "Move the comment to a line of its own"))
        : Optional.empty();
  }
}
