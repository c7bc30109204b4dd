package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** Quotes in a value: the agent keeps them, and systemd removes some. */
final class QuotedValue implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String value = line.value();
    char first = value.charAt(0);
    if (Values.isQuote(first)) {
      return opened(line, value);
    }
    if (Values.isTypographicQuote(first)) {
      boolean closed = value.length() > 1 && Values.isTypographicQuote(last(value));
      return Optional.of(
          value(Kind.QUOTED_VALUE, line)
              .intended(value.substring(1, value.length() - (closed ? 1 : 0)).strip())
              .because(
                  "Every reader keeps the typographic quotes as a part of the value",
                  "Remove the quotes"));
    }
    boolean alone =
        (Values.isQuote(last(value)) || Values.isTypographicQuote(last(value)))
            && value.indexOf(last(value)) == value.length() - 1;
    return alone && first != '`'
        ? Optional.of(
            value(Kind.QUOTED_VALUE, line)
                .intended(value.substring(0, value.length() - 1).strip())
                .because("The quote at the end is a part of the value", "Remove the quote"))
        : Optional.empty();
  }

  /** A value that a quote opens; one with a comment after it is {@link InlineComment}'s. */
  private Optional<LineDefect> opened(EnvLine line, String value) {
    int close = Values.closingQuote(value, 0);
    String rest = GoText.trimSpace(value.substring(close + 1));
    if (close < 0 || rest.startsWith("#")) {
      return Optional.empty();
    }
    String inner = inner(value, close);
    boolean known = rest.isEmpty() || rest.equals(";") || rest.equals(",");
    LineDefect.Builder defect = at(Kind.QUOTED_VALUE, line.where()).key(line.key());
    if (AgentSettings.find(line.key()).isEmpty()) {
      // only ecs-init reads it, and systemd has removed the quotes for it
      return Optional.of(
          (known ? defect.effective(inner + rest) : defect)
              .because(
                  "systemd removes the quotes, and other readers of the file keep them",
                  "Remove the quotes"));
    }
    defect.effective(value);
    if (known || value.length() > 1 && last(value) == value.charAt(0)) {
      defect.intended(known ? inner : value.substring(1, value.length() - 1));
    }
    return Optional.of(
        defect.because(
            "The agent keeps the quotes as a part of the value, and systemd removes them",
            "Remove the quotes"));
  }

  /** What systemd reads between the quote at the start and the one that closes it. */
  static String inner(String value, int close) {
    String text = value.substring(1, close);
    return (value.charAt(0) == '"' ? text.replace("\\\"", "\"").replace("\\\\", "\\") : text)
        .strip();
  }

  private static char last(String value) {
    return value.charAt(value.length() - 1);
  }
}
