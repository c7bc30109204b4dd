package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.facts.FileFact;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Something reads every setting in the configuration. */
final class DeadSettings implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of("dead-settings", "Something reads every setting", Severity.INFORMATIONAL)
          .why(
              "A misspelt or outdated variable does nothing, and nothing says so. ecs-init still"
                  + " passes it to the agent's container.")
          .impact("Somebody relies on a protection that is not there.")
          .guidance(
              "AWS's own list names ECS_OFFHOST_INTROSPECTION_INTERFACE_NAME, which no program has"
                  + " read since 1.97.0.")
          .repair("Correct the name, or remove the line.")
          .fix(
              "Nothing: a newer agent may read the variable, and the right name of a misspelt one"
                  + " is a guess.")
          .limits(
              "The list of variables is that of agent and ecs-init 1.105.1; a newer agent may know"
                  + " more. State what you need of it under `settings` in the baseline.",
              "Variables that begin with AWS_ belong to the SDK, and are not judged.")
          .references("amazon-ecs-agent 1.105.1: README.md, agent/config/config.go")
          .build();

  /** More than this many are not listed. */
  private static final int MOST = 100;

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    if (!context.starter().isEcsInit()) {
      return List.of(FailureDetails.unjudged(context.starter()));
    }
    List<Detail> details = new ArrayList<>();
    Set<Origin> listed = listed(context);
    for (Map.Entry<String, FileReadings> file : context.readings().entrySet()) {
      FileFact fact = context.facts().file(file.getKey());
      if (fact instanceof FileFact.Unreadable unreadable && unreadable.mayHoldMore()) {
        return List.of(Outcome.unreadable(unreadable.path(), unreadable.detail()));
      }
      for (Assignment assignment : file.getValue().lastBy(Dialect.ECS_INIT).values()) {
        if (details.size() > MOST) {
          break;
        }
        boolean stated = context.baseline().settings().containsKey(assignment.key());
        if (!stated && !listed.contains(Origin.line(file.getKey(), assignment.line()))) {
          context
              .dead(assignment.key())
              .ifPresent(dead -> details.add(FailureDetails.dead(file.getKey(), assignment, dead)));
        }
      }
    }
    if (details.isEmpty()) {
      return List.of(Outcome.passIf(true).because("Every variable has a reader.", ""));
    }
    return List.of(
        Outcome.passIf(false)
            .origin(details.getFirst().origin())
            .details(details)
            .remedies(details.stream().map(DeadSettings::byHand).toList())
            .because(
                details.size() == 1
                    ? named(details.getFirst()).plus(".")
                    : SensitiveText.words(
                        (details.size() > MOST ? "More than " + MOST : details.size())
                            + " variables have no known reader."),
                INFO.remediation()));
  }

  /** A newer agent may read the variable, and a misspelt one may be intended for something else. */
  private static Remedy byHand(Detail detail) {
    return new Remedy.ByHand(
        Optional.of(detail.origin()), named(detail).plus(". " + detail.remediation()));
  }

  private static SensitiveText named(Detail detail) {
    return detail
        .setting()
        .map(name -> name.brief().plus(": ").plus(detail.message()))
        .orElse(detail.message());
  }

  /** Lines that have another defect are in {@code config-hygiene}. */
  private static Set<Origin> listed(EvaluationContext context) {
    Set<Origin> listed = new HashSet<>();
    for (LineDefect defect : context.defects()) {
      listed.add(defect.where());
    }
    return listed;
  }
}
