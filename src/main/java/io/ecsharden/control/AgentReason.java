package io.ecsharden.control;

import io.ecsharden.facts.AgentCondition;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.secrets.SensitiveText;

/** What is wrong with the agent, in words: a clause without a period at the end. */
public final class AgentReason {

  private AgentReason() {}

  /** The words, without secrets; empty where nothing is known to be wrong. */
  public static String of(AgentCondition condition) {
    return of(condition, Disclosure.HIDE);
  }

  /** The words; the agent's log can hold a secret. */
  public static String of(AgentCondition condition, Disclosure disclosure) {
    String log =
        condition
            .reason()
            .map(line -> "; its log says: " + SensitiveText.prose(line).shown(disclosure))
            .orElse("");
    return switch (condition) {
      case AgentCondition.Unknown _, AgentCondition.Ready _ -> "";
      case AgentCondition.Impersonated(String evidence) ->
          evidence + ", so that nobody can tell whether the agent has registered";
      case AgentCondition.Ended ended ->
          "the agent's container exited with code "
              + ended.exitCode()
              + (ended.exitCode() == 5 ? ", which means that it gave up for good" : "")
              + (ended.retried() ? ", and ecs-init starts it again and again" : "")
              + log;
      case AgentCondition.Looping _ ->
          "the agent ended with an error shortly before it was started again" + log;
      case AgentCondition.StartedAgain(String evidence, var _) ->
          "the agent ended before: "
              + evidence
              + ", and it has not registered with its cluster"
              + log;
      case AgentCondition.Unregistered _ ->
          "the agent runs, and has not registered with its cluster" + log;
    };
  }
}
