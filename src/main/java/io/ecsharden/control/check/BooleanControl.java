package io.ecsharden.control.check;

import io.ecsharden.control.Consumer;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Value;
import java.util.List;
import java.util.Optional;

/** A control that one boolean setting decides. */
abstract class BooleanControl implements Control {

  private final ControlInfo info;
  private final Consumer reader;
  private final String key;
  private final boolean expected;
  private final String whenTrue;
  private final String whenFalse;

  /**
   * @param reader the program whose effective value counts
   * @param expected the value that passes
   * @param whenTrue what true means on this host, in sentences
   * @param whenFalse what false means
   */
  BooleanControl(
      ControlInfo info,
      Consumer reader,
      String key,
      boolean expected,
      String whenTrue,
      String whenFalse) {
    this.info = info;
    this.reader = reader;
    this.key = key;
    this.expected = expected;
    this.whenTrue = whenTrue;
    this.whenFalse = whenFalse;
  }

  /** The value that passes, for a control whose baseline decides it. */
  boolean expected(EvaluationContext context) {
    return expected;
  }

  /** Why the control means nothing on this host. */
  Optional<String> notApplicable(EvaluationContext context) {
    return Optional.empty();
  }

  /** The verdict on the setting with regard to what else was seen. */
  Outcome beside(EvaluationContext context, Outcome outcome) {
    return outcome;
  }

  @Override
  public final ControlInfo info() {
    return info;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    Optional<String> notApplicable = notApplicable(context);
    return List.of(
        notApplicable.isPresent()
            ? Outcome.notApplicable(notApplicable.get())
            : beside(context, judge(context)));
  }

  private Outcome judge(EvaluationContext context) {
    EffectiveValue value = context.value(reader, key);
    if (value.value() instanceof Value.Unknown(String reason)) {
      return Outcome.unknown(reason);
    }
    boolean wanted = expected(context);
    boolean compliant = value.isTrue() == wanted;
    String meaning = value.isTrue() ? whenTrue : whenFalse;
    Outcome.Builder outcome =
        Outcome.passIf(compliant)
            .origin(value.origin())
            .effective(value.text())
            .expected(Boolean.toString(wanted));
    return compliant
        ? outcome.because(meaning, "")
        : outcome
            .details(FailureDetails.of(context, value))
            .remedies(Remedies.assign(context, reader, key, Boolean.toString(wanted)))
            .because(SensitiveText.words(meaning).plus(context.notes(value)), info.remediation());
  }
}
