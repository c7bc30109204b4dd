package io.ecsharden.settings.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of a few words.
 *
 * @param reader who reads it: {@code The agent}
 * @param standard what it does with any other word: {@code and uses default}
 * @param anyCase whether upper and lower case are the same to it
 * @param kept whether it then still has the text, which breaks something else
 * @param words those that it accepts
 */
record ChoiceRule(String reader, String standard, boolean anyCase, boolean kept, List<String> words)
    implements ValueRule {

  @Override
  public Optional<Refusal> refusal(String text) {
    if (words.contains(anyCase ? text.toLowerCase(Locale.ROOT) : text)) {
      return Optional.empty();
    }
    String effect = reader + " does not know this value, and " + standard;
    return kept ? Refusal.uses(effect, text) : Refusal.notSet(effect);
  }

  @Override
  public String accepts() {
    return "one of: " + String.join(", ", words);
  }
}
