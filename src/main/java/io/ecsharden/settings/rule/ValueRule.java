package io.ecsharden.settings.rule;

import java.util.Optional;

/**
 * What a reader accepts as the text of a setting that is not a boolean. A text of which nothing is
 * known is accepted.
 */
public sealed interface ValueRule
    permits ChoiceRule,
        CommaListRule,
        DurationRule,
        JsonRule,
        NumberRule,
        PortRangeRule,
        RateRule,
        SizeRule,
        UnsignedRule {

  /** What the reader does not accept of a text that is not empty. */
  Optional<Refusal> refusal(String text);

  /** The texts that are accepted, for people: {@code a duration such as 30s}. */
  String accepts();

  /**
   * A text that the reader does not use as it is.
   *
   * @param effect what the reader does, as a sentence without its final stop and without the text
   * @param instead what it uses; nothing where it goes on as if the setting were not set
   */
  record Refusal(String effect, Optional<String> instead) {

    static Optional<Refusal> notSet(String effect) {
      return Optional.of(new Refusal(effect, Optional.empty()));
    }

    static Optional<Refusal> uses(String effect, String instead) {
      return Optional.of(new Refusal(effect, Optional.of(instead)));
    }
  }
}
