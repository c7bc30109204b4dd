package io.ecsharden.settings.rule;

import java.util.Optional;

/** A list that is split at commas; the agent uses each piece with everything around it. */
record CommaListRule() implements ValueRule {

  @Override
  public Optional<Refusal> refusal(String text) {
    for (String part : text.split(",", -1)) {
      boolean marked = part.chars().anyMatch(c -> "[]{}\"'".indexOf(c) >= 0);
      if (marked) {
        return Refusal.uses(
            "The agent splits the list at commas and keeps brackets and quotes, so this entry"
                + " matches no image",
            text);
      }
      if (part.chars().anyMatch(c -> c == ' ' || c == '\t' || c == ';')) {
        return Refusal.uses(
            "The agent splits the list at commas alone and keeps everything else, so an entry"
                + " matches no image",
            text);
      }
    }
    return Optional.empty();
  }

  @Override
  public String accepts() {
    return "names with commas between them, without brackets, quotes and spaces";
  }
}
