package io.ecsharden.lab;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Does a Docker engine answer? */
final class EngineCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Engine.answers()) {
      return ConditionEvaluationResult.enabled("a Docker engine answers");
    }
    String reason = "no Docker engine answers: eval \"$(scripts/engine.sh start)\"";
    System.out.println("!!!! SKIPPED " + context.getDisplayName() + ", because " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}
