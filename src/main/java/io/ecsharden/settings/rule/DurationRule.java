package io.ecsharden.settings.rule;

import io.ecsharden.format.GoDuration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A duration, read by Go's {@code time.ParseDuration}. The agent cannot tell 0 from a setting that
 * is not set.
 *
 * @param standard what the agent uses without a usable text
 * @param least what it accepts at least, in nanoseconds
 * @param most what it accepts at most
 * @param nearest whether it uses the bound for a value beyond it, rather than its default
 */
record DurationRule(String standard, long least, long most, boolean nearest) implements ValueRule {

  /** Any duration but 0. */
  static DurationRule any(String standard) {
    return new DurationRule(standard, Long.MIN_VALUE, Long.MAX_VALUE, true);
  }

  /** A lower bound, which the agent uses for a shorter duration. */
  static DurationRule atLeast(long least, String standard) {
    return new DurationRule(standard, least, Long.MAX_VALUE, true);
  }

  @Override
  public Optional<Refusal> refusal(String text) {
    OptionalLong duration = GoDuration.parse(text);
    if (duration.isEmpty()) {
      return Refusal.notSet(
          "The agent cannot read this as a duration, and uses its default, " + standard);
    }
    long value = duration.getAsLong();
    if (value == 0) {
      return standard.equals("0")
          ? Optional.empty()
          : Refusal.notSet("The agent treats 0 as not set, and uses its default, " + standard);
    }
    if (value >= least && value <= most) {
      return Optional.empty();
    }
    String bound = GoDuration.show(value < least ? least : most);
    String used = nearest ? bound : standard;
    return Refusal.uses(
        "The agent accepts "
            + (value < least ? bound + " at least" : bound + " at most")
            + ", and uses "
            + used,
        used);
  }

  @Override
  public String accepts() {
    String unit = "a number with a unit, such as 30s, 10m or 3h";
    return least == Long.MIN_VALUE ? unit : unit + ", and at least " + GoDuration.show(least);
  }
}
