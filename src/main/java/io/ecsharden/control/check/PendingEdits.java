package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.PendingEdit;
import io.ecsharden.settings.starter.Starter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** No edit waits for the agent's next start that the agent does not survive. */
final class PendingEdits implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "pending-edit",
              "The files agree with the running agent on who and where it is",
              Severity.HIGH)
          .why(
              "Some settings say who the agent is: its cluster, region, attributes, credentials and"
                  + " where it keeps its state. Somebody can edit them in a file, and nothing"
                  + " happens until the agent starts again, for whatever reason: a reboot, an"
                  + " update, a repair.")
          .impact(
              "With the next start the agent exits for good, joins elsewhere, or registers as a new"
                  + " instance and forgets the tasks that it runs.")
          .guidance(
              "An instance cannot change its cluster: AWS recommends to replace it. Attributes are"
                  + " registered when an instance joins.")
          .repair(
              "Put the old value back into the file. If the edit is intended, drain the instance"
                  + " and replace it, or restart the agent on purpose.")
          .fix(
              "It changes none of these settings, and does not restart the agent while such an edit"
                  + " waits. --restart agent, given on the command line, restarts it all the same.")
          .limits(
              "It needs an agent that runs and that ecs-init started. Without Docker's socket it is"
                  + " not evaluated, and the report on a tree of files leaves it out.",
              "What the agent took from ecs.config.json is not known where that file was changed"
                  + " after the agent had started.")
          .references(
              "amazon-ecs-agent 1.105.1: agent/app/agent.go, agent/config/config.go",
              "amazon-ecs-agent 1.105.1: agent/api/ecsclient/ecs_client.go")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    return switch (context.facts().running().agent()) {
      case Program.Offline _ -> List.of();
      case Program.Down(String reason) ->
          List.of(Outcome.notEvaluated("The agent does not run: " + reason + "."));
      case Program.Unseen(String reason) ->
          List.of(Outcome.notEvaluated("The running agent cannot be seen: " + reason + "."));
      case Program.Running _ -> List.of(running(context));
    };
  }

  private static Outcome running(EvaluationContext context) {
    if (!PendingEdit.areSeen(context.facts())) {
      return Outcome.notEvaluated(
          "ecs-init has not started this agent, as far as can be seen, so the files may not be its"
              + " own.");
    }
    if (context.starter() instanceof Starter.Unknown
        || context.starter() instanceof Starter.Container) {
      return Outcome.notEvaluated(
          context.starter().sentence() + ". What its next start reads is not known.");
    }
    List<Detail> details = new ArrayList<>();
    List<Remedy> remedies = new ArrayList<>();
    for (PendingEdit edit : context.pendingEdits()) {
      Detail detail = detail(edit);
      details.add(detail);
      remedies.add(
          new Remedy.ByHand(Optional.empty(), detail.message().plus(". " + detail.remediation())));
    }
    if (details.isEmpty()) {
      return Outcome.passIf(true)
          .because("The running agent has what the files say of its identity.", "");
    }
    return Outcome.passIf(false)
        .origin(details.getFirst().origin())
        .details(details)
        .remedies(remedies)
        .because(
            details.size() == 1
                ? details.getFirst().message().plus(".")
                : SensitiveText.words(
                    "The agent's next start would bring "
                        + details.size()
                        + " edits into force that it does not survive as it is."),
            INFO.remediation());
  }

  private static Detail detail(PendingEdit edit) {
    SensitiveText files = edit.files().text().brief();
    SensitiveText running = edit.running().text().brief();
    SensitiveText has =
        edit.isKnown()
            ? named(edit.key(), running)
            : SensitiveText.words("a value of " + edit.key() + " that is not known");
    return new Detail(
        "pending-edit",
        edit.files().origin(),
        Optional.of(SensitiveText.name(edit.key())),
        edit.isKnown() ? Optional.of(running) : Optional.empty(),
        Optional.empty(),
        SensitiveText.words("The running agent has ")
            .plus(has)
            .plus(", and the files have ")
            .plus(named(edit.key(), files))
            .plus(": " + edit.because()),
        "Put the old value back, or replace the instance");
  }

  private static SensitiveText named(String key, SensitiveText text) {
    return text.isEmpty()
        ? SensitiveText.words("no " + key)
        : SensitiveText.words("`" + key + "=").plus(text).plus("`");
  }
}
