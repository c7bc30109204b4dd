package io.ecsharden.settings.rule;

import java.util.Optional;

/** A size in megabytes, as Go's {@code strconv.ParseFloat} reads it: no unit follows. */
record SizeRule(String standard) implements ValueRule {

  @Override
  public Optional<Refusal> refusal(String text) {
    Optional<Double> size = parse(text);
    if (size.isEmpty()) {
      return Refusal.notSet(
          "The agent cannot read this as a number, and uses its default, " + standard);
    }
    return size.get() > 0
        ? Optional.empty()
        : Refusal.uses("The agent's log needs a size above 0, and is not set up with this", text);
  }

  private static Optional<Double> parse(String text) {
    boolean number = text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
    try {
      return number ? Optional.of(Double.valueOf(text)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String accepts() {
    return "a number above 0, without a unit";
  }
}
