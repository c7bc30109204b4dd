package io.ecsharden.settings.rule;

import java.util.Optional;

/**
 * A whole number.
 *
 * @param standard what the agent uses without a usable text
 */
record NumberRule(String standard, long least, long most) implements ValueRule {

  @Override
  public Optional<Refusal> refusal(String text) {
    Optional<Long> number = parse(text.strip());
    if (number.isEmpty()) {
      return Refusal.notSet(
          "The agent cannot read this as a number, and uses its default, " + standard);
    }
    return number.get() >= least && number.get() <= most
        ? Optional.empty()
        : Refusal.notSet(
            "The agent accepts " + least + " to " + most + ", and uses its default, " + standard);
  }

  /** As Go's {@code strconv.Atoi}: digits, with a sign or without one. */
  static Optional<Long> parse(String text) {
    int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.length() == from || text.length() > 18) {
      return Optional.empty();
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    return Optional.of(Long.parseLong(text));
  }

  @Override
  public String accepts() {
    return most == Integer.MAX_VALUE
        ? "a whole number, and at least " + least
        : "a whole number from " + least + " to " + most;
  }
}
