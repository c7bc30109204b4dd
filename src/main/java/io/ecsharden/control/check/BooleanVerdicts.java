package io.ecsharden.control.check;

import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.Value;
import java.util.List;

/** The way in which most controls judge: one value, one expectation. */
final class BooleanVerdicts {

  private BooleanVerdicts() {}

  /**
   * A boolean that must have a value.
   *
   * @param pass what to say when it has
   * @param fail what to say when it has not
   * @param remedies what makes it so
   */
  static List<Outcome> mustBe(
      boolean expected,
      EvaluationContext examination,
      EffectiveValue value,
      String pass,
      String fail,
      String remediation,
      List<Remedy> remedies) {
    if (value.value() instanceof Value.Unknown(String reason)) {
      return List.of(Outcome.notEvaluated(reason));
    }
    boolean compliant = value.isTrue() == expected;
    Outcome.Builder outcome =
        Outcome.passIf(compliant)
            .source(value.origin().display())
            .effective(examination.show(value))
            .expected(Boolean.toString(expected));
    return List.of(
        compliant
            ? outcome.because(pass, "")
            : outcome
                .details(FailureDetails.of(examination, value))
                .remedies(remedies)
                .because(fail + taken(examination, value), remediation));
  }

  /** {@code : `yes` is no boolean for the agent …}, where the text explains the value. */
  static String taken(EvaluationContext examination, EffectiveValue value) {
    StringBuilder text = new StringBuilder();
    for (EffectiveValue.Note note : value.notes()) {
      text.append(text.isEmpty() ? ": `" : "; `")
          .append(Detail.brief(examination.masker().value(value.key(), note.about().raw())))
          .append("` ")
          .append(note.text());
    }
    return text.toString();
  }

  /** {@code Set X=true in /etc/ecs/ecs.config …}. */
  static String set(String key, String text) {
    return "Set `"
        + key
        + "="
        + text
        + "` in /etc/ecs/ecs.config, plain and on a line of its own, and restart the agent.";
  }
}
