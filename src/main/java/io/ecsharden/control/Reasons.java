package io.ecsharden.control;

import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.Oddity;
import io.ecsharden.settings.Sourced;
import java.util.ArrayList;
import java.util.List;

/** Why a setting is not what somebody wanted it to be. */
final class Reasons {

  private Reasons() {}

  /** What is odd about a setting anywhere on the instance, then what is shadowed. */
  static List<Detail> of(Examination examination, EffectiveValue value) {
    List<Detail> details = new ArrayList<>();
    for (Oddity oddity : examination.instance().settings().oddities()) {
      if (oddity.key().filter(value.key()::equals).isPresent()) {
        details.add(detail(examination, oddity));
      }
    }
    for (Sourced shadowed : value.shadowed()) {
      boolean told = details.stream().anyMatch(d -> d.source().equals(shadowed.origin().display()));
      if (shadowed.origin().isFile() && !told) {
        details.add(shadowed(examination, value, shadowed));
      }
    }
    return details;
  }

  /** An oddity as a detail, without secrets. */
  static Detail detail(Examination examination, Oddity oddity) {
    String key = oddity.key().orElse("");
    return new Detail(
        oddity.kind().id(),
        oddity.where().display(),
        oddity.key(),
        oddity.taken().map(text -> examination.masker().value(key, text)),
        oddity.meant().map(text -> examination.masker().value(key, text)),
        oddity.message(),
        oddity.remedy());
  }

  private static Detail shadowed(Examination examination, EffectiveValue value, Sourced shadowed) {
    return new Detail(
        "shadowed",
        shadowed.origin().display(),
        java.util.Optional.of(value.key()),
        java.util.Optional.empty(),
        java.util.Optional.of(examination.masker().value(value.key(), shadowed.raw())),
        "is not taken: " + value.origin().display() + " counts",
        "remove it, so that one place says it");
  }
}
