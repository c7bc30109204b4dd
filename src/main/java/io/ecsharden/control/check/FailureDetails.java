package io.ecsharden.control.check;

import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.hygiene.DeadVariables;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.starter.Starter;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why a setting is not what somebody wanted it to be. */
final class FailureDetails {

  private FailureDetails() {}

  /** A file with more variables than this was not written by a person; nobody looks for slips. */
  private static final int MOST = 1000;

  /** The defects that concern a setting, then what is shadowed. */
  static List<Detail> of(EvaluationContext context, EffectiveValue value) {
    List<Detail> details = new ArrayList<>();
    if (context.starter().isEcsInit()) {
      ofLines(context, value, details);
    }
    boolean emptied = details.stream().anyMatch(d -> d.kind().equals("empty-wins"));
    Set<Origin> listed = new HashSet<>();
    details.forEach(detail -> listed.add(detail.origin()));
    for (Sourced shadowed : value.shadowed()) {
      if (shadowed.origin().isFile() && !emptied && listed.add(shadowed.origin())) {
        details.add(shadowed(value, shadowed));
      }
    }
    return details;
  }

  /** What ecs-init and systemd make of the lines; other programs read them in other ways. */
  private static void ofLines(
      EvaluationContext context, EffectiveValue value, List<Detail> details) {
    for (LineDefect defect : context.defects()) {
      if (defect.concerns(value.key())) {
        details.add(detail(defect));
      }
    }
    misspelt(context, value, details);
  }

  /** Variables that nothing reads, and that were probably intended to be this setting. */
  private static void misspelt(
      EvaluationContext context, EffectiveValue value, List<Detail> details) {
    Map<String, FileReadings> files = context.readings();
    int left = MOST;
    for (Map.Entry<String, FileReadings> file : files.entrySet()) {
      for (Assignment assignment : file.getValue().lastBy(Dialect.ECS_INIT).values()) {
        if (left-- <= 0) {
          return;
        }
        if (KnownKeys.isRead(assignment.key())) {
          continue; // quicker than to judge it
        }
        context
            .dead(assignment.key())
            .filter(dead -> dead.intended().filter(value.key()::equals).isPresent())
            .map(dead -> dead(file.getKey(), assignment, dead))
            .ifPresent(details::add);
      }
    }
  }

  /** The lines of ecs-init's files, where something else may read them. */
  static Outcome unjudged(Starter starter) {
    return Outcome.notEvaluated(
        starter.sentence()
            + (starter instanceof Starter.Unknown || starter instanceof Starter.Container
                ? ". The lines of files that ecs-init reads are not judged."
                : ", which reads its files with rules of its own. Their lines are not judged."));
  }

  /** A setting that nothing reads, as a detail. */
  static Detail dead(String path, Assignment assignment, DeadVariables.Dead dead) {
    return new Detail(
        "dead-setting",
        Origin.line(path, assignment.line()),
        Optional.of(assignment.key()),
        Optional.empty(),
        dead.intended().map(SensitiveText::name),
        dead.reason(),
        dead.intended().map(key -> "Write " + key).orElse("Remove the line"));
  }

  /** A defect as a detail. */
  static Detail detail(LineDefect defect) {
    String key = defect.key().orElse("");
    return new Detail(
        defect.kind().id(),
        defect.where(),
        defect.key().map(SensitiveText::name),
        defect.effective().map(text -> SensitiveText.value(key, text)),
        defect.intended().map(text -> SensitiveText.value(key, text)),
        defect.message(),
        defect.remedy());
  }

  private static Detail shadowed(EffectiveValue value, Sourced shadowed) {
    return new Detail(
        "shadowed",
        shadowed.origin(),
        Optional.of(value.key()),
        Optional.empty(),
        Optional.of(shadowed.raw()),
        "Has no effect: " + value.origin().display() + " overrides it",
        "Remove it, so that one place says it");
  }
}
