package io.ecsharden.settings.rule;

import java.util.Optional;

/** A whole number without a sign, as Go's {@code strconv.ParseUint} reads it. */
record UnsignedRule(NumberRule number) implements ValueRule {

  @Override
  public Optional<Refusal> refusal(String text) {
    boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number.refusal(digits ? text : "");
  }

  @Override
  public String accepts() {
    return number.accepts();
  }
}
