package io.ecsharden.control;

import io.ecsharden.facts.AgentCondition;
import io.ecsharden.secrets.SensitiveText;

/** What is wrong with the agent, in words: a clause without a period at the end. */
public final class AgentReason {

  private AgentReason() {}

  /** The words; the agent's log can hold a secret. Empty where nothing is known to be wrong. */
  public static SensitiveText of(AgentCondition condition) {
    SensitiveText words = SensitiveText.words(words(condition));
    return words.isEmpty()
        ? words
        : condition
            .reason()
            .map(line -> words.plus("; its log says: ").plus(SensitiveText.prose(line)))
            .orElse(words);
  }

  private static String words(AgentCondition condition) {
    return switch (condition) {
      case AgentCondition.Unknown _, AgentCondition.Ready _ -> "";
      case AgentCondition.Impersonated(String evidence) ->
          evidence + ", so that nobody can tell whether the agent has registered";
      case AgentCondition.Ended ended ->
          "the agent's container exited with code "
              + ended.exitCode()
              + (ended.exitCode() == 5 ? ", which means that it gave up for good" : "")
              + (ended.retried() ? ", and ecs-init starts it again and again" : "");
      case AgentCondition.Looping _ ->
          "the agent ended with an error shortly before it was started again";
      case AgentCondition.StartedAgain(String evidence, var _) ->
          "the agent ended before: " + evidence + ", and it has not registered with its cluster";
      case AgentCondition.Unregistered _ ->
          "the agent runs, and has not registered with its cluster";
    };
  }
}
