package io.ecsharden.settings.rule;

import java.util.Optional;

/** {@code 40,60}: requests in a second, and in a burst; both above 0. */
record RateRule(String standard) implements ValueRule {

  @Override
  public Optional<Refusal> refusal(String text) {
    String[] parts = text.split(",", -1);
    boolean rates = parts.length == 2 && isRate(parts[0]) && isRate(parts[1]);
    return rates
        ? Optional.empty()
        : Refusal.notSet(
            "The agent cannot read this as two rates, and uses its default, " + standard);
  }

  private static boolean isRate(String text) {
    return NumberRule.parse(text.strip()).filter(rate -> rate > 0).isPresent();
  }

  @Override
  public String accepts() {
    return "two whole numbers above 0 with a comma between them, such as 40,60";
  }
}
