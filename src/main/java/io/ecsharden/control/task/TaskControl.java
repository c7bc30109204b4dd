package io.ecsharden.control.task;

import io.ecsharden.control.Control;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.facts.TaskFacts;
import java.util.List;

/** A control of the tasks that run. Where nobody looked, there is nothing to say. */
abstract class TaskControl implements Control {

  @Override
  public final List<Outcome> evaluate(EvaluationContext context) {
    return switch (context.facts().running().network().tasks()) {
      case TaskFacts.NotAsked _ -> List.of();
      case TaskFacts.Unseen _, TaskFacts.Seen _ when context.isExternal() ->
          List.of(Outcome.notApplicable("An external instance has no metadata service."));
      case TaskFacts.Unseen(String reason) ->
          List.of(Outcome.notEvaluated("The running tasks were not seen: " + reason + "."));
      case TaskFacts.Seen seen ->
          judge(
              context,
              Exposure.of(
                  seen, context.agentBlock(), context.facts().running().network().filter()));
    };
  }

  /** The outcomes for the tasks that were seen. */
  abstract List<Outcome> judge(EvaluationContext context, Exposure exposure);

  /** {@code 1 task}, {@code 2 tasks}. */
  static String count(long number) {
    return number == 1 ? "1 task" : number + " tasks";
  }
}
