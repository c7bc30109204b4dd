package io.ecsharden.control.check;

import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.hygiene.DeadVariables;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.Origin;
import io.ecsharden.settings.Sourced;
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

  /** What is odd about a setting anywhere on the instance, then what is shadowed. */
  static List<Detail> of(EvaluationContext examination, EffectiveValue value) {
    List<Detail> details = new ArrayList<>();
    for (LineDefect oddity : examination.defects()) {
      if (oddity.concerns(value.key())) {
        details.add(detail(examination, oddity));
      }
    }
    misspelt(examination, value, details);
    boolean emptied = details.stream().anyMatch(d -> d.kind().equals("empty-wins"));
    Set<Origin> told = new HashSet<>();
    details.forEach(detail -> told.add(detail.origin()));
    for (Sourced shadowed : value.shadowed()) {
      if (shadowed.origin().isFile() && !emptied && told.add(shadowed.origin())) {
        details.add(shadowed(examination, value, shadowed));
      }
    }
    return details;
  }

  /** Variables that nothing reads, and that were probably meant to be this setting. */
  private static void misspelt(
      EvaluationContext examination, EffectiveValue value, List<Detail> details) {
    Map<String, FileReadings> files = examination.readings();
    int left = MOST;
    for (Map.Entry<String, FileReadings> file : files.entrySet()) {
      for (Assignment assignment : file.getValue().lastBy(Dialect.ECS_INIT).values()) {
        if (left-- <= 0) {
          return;
        }
        if (KnownKeys.isRead(assignment.key())) {
          continue; // quicker than to judge it
        }
        DeadVariables.judge(assignment.key())
            .filter(dead -> dead.meant().filter(value.key()::equals).isPresent())
            .map(dead -> dead(examination, file.getKey(), assignment, dead))
            .ifPresent(details::add);
      }
    }
  }

  /** A setting that nothing reads as a detail, without secrets. */
  static Detail dead(
      EvaluationContext examination, String path, Assignment assignment, DeadVariables.Dead dead) {
    return new Detail(
        "dead-setting",
        Origin.line(path, assignment.line()),
        Optional.of(examination.masker().name(assignment.key())),
        Optional.empty(),
        dead.meant(),
        dead.reason(),
        dead.meant().map(key -> "write " + key).orElse("remove the line"));
  }

  /** An oddity as a detail, without secrets. */
  static Detail detail(EvaluationContext examination, LineDefect oddity) {
    String key = oddity.key().orElse("");
    return new Detail(
        oddity.kind().id(),
        oddity.where(),
        oddity.key(),
        oddity.taken().map(text -> examination.masker().value(key, text)),
        oddity.meant().map(text -> examination.masker().value(key, text)),
        oddity.message(),
        oddity.remedy());
  }

  private static Detail shadowed(
      EvaluationContext examination, EffectiveValue value, Sourced shadowed) {
    return new Detail(
        "shadowed",
        shadowed.origin(),
        Optional.of(value.key()),
        Optional.empty(),
        Optional.of(examination.masker().value(value.key(), shadowed.raw())),
        "is not taken: " + value.origin().display() + " counts",
        "remove it, so that one place says it");
  }
}
