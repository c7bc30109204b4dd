package io.ecsharden.settings.agent;

import io.ecsharden.facts.AgentCondition;
import io.ecsharden.facts.RunningFacts;
import java.util.Optional;

/**
 * The version of the agent that runs, beside the one whose facts this program has.
 *
 * @param text {@code 1.108.3}
 */
public record RunningVersion(String text) {

  private static final int PARTS = 3;

  /** What the agent says of itself: {@code Amazon ECS Agent - v1.105.1 (8dfceca6)}. */
  public static Optional<RunningVersion> of(RunningFacts running) {
    if (!(running.condition() instanceof AgentCondition.Ready(String said, var _))) {
      return Optional.empty();
    }
    int start = said.indexOf(" v");
    if (start < 0) {
      return Optional.empty();
    }
    int end = start + 2;
    while (end < said.length() && "0123456789.".indexOf(said.charAt(end)) >= 0) {
      end++;
    }
    String text = said.substring(start + 2, end);
    return numbers(text).map(parts -> new RunningVersion(text));
  }

  /** Whether it is newer than the facts, and may read settings that they do not have. */
  public boolean isNewerThanFacts() {
    int[] own = numbers(text).orElseThrow();
    int[] facts = numbers(AgentSettings.AGENT_VERSION).orElseThrow();
    for (int i = 0; i < PARTS; i++) {
      if (own[i] != facts[i]) {
        return own[i] > facts[i];
      }
    }
    return false;
  }

  /** What a report says of a newer agent, in sentences. */
  public String note() {
    return "The agent is "
        + text
        + ". This program has the facts of "
        + AgentSettings.AGENT_VERSION
        + ": the agent may read settings that are unknown to it, or read some in another way.";
  }

  private static Optional<int[]> numbers(String text) {
    String[] words = text.split("\\.", -1);
    int[] numbers = new int[PARTS];
    if (words.length != PARTS) {
      return Optional.empty();
    }
    for (int i = 0; i < PARTS; i++) {
      if (words[i].isEmpty() || words[i].length() > 6) {
        return Optional.empty();
      }
      numbers[i] = Integer.parseInt(words[i]);
    }
    return Optional.of(numbers);
  }
}
