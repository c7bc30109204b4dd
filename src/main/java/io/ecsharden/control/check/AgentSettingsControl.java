package io.ecsharden.control.check;

import io.ecsharden.baseline.Condition;
import io.ecsharden.baseline.Expectation;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.format.GoBoolean;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.Value;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import java.util.ArrayList;
import java.util.List;

/** The settings that the baseline states have the values that it states. */
final class AgentSettingsControl implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "agent-settings",
              "The settings that the baseline states have the stated values",
              Severity.MEDIUM)
          .why("A fleet has settings of its own that must be the same everywhere.")
          .impact("It depends on the setting; a baseline can give each a severity.")
          .guidance("Any variable of the agent can stand under `settings` in the baseline.")
          .repair("Set the variable in /etc/ecs/ecs.config as stated, and restart the agent.")
          .fix(
              "It sets what the baseline states with equals, or the first of oneOf, and "
                  + "takes out of both files what it states as unset. What only has to be "
                  + "present, and the settings that are never changed, are left to people.")
          .limits(
              "Variables that only ecs-init reads are judged as ecs-init takes them.",
              "A variable that this program does not know is judged by its text.",
              "Where nothing sets a setting whose default depends on the instance or on other"
                  + " settings, as that of AWS_DEFAULT_REGION, its value is not judged.")
          .references("docs/baseline.md")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Expectation expectation : examination.baseline().settings().values()) {
      outcomes.add(judge(examination, expectation));
    }
    return outcomes;
  }

  private static Outcome judge(EvaluationContext examination, Expectation expectation) {
    EffectiveValue value = examination.any(expectation.key());
    if (value.value() instanceof Value.Unknown(String reason)) {
      return Outcome.notEvaluated()
          .subject(expectation.key(), expectation.severity())
          .because(reason, "");
    }
    if (reading(expectation.condition())
        && value.text().isEmpty()
        && AgentSettings.hasOpenDefault(expectation.key())) {
      return Outcome.notEvaluated()
          .subject(expectation.key(), expectation.severity())
          .because(
              "nothing sets "
                  + expectation.key()
                  + ", and the default that holds then is not to be seen in files: it is judged"
                  + " where a line says it",
              "");
    }
    if (!reading(expectation.condition()) && value.mayBeEcsInitsDefault()) {
      return Outcome.notApplicable()
          .subject(expectation.key(), expectation.severity())
          .because("ecs-init gives the agent this value where no file does", "");
    }
    boolean compliant =
        switch (expectation.condition()) {
          case Condition.Equals(String text) -> same(value, text);
          case Condition.OneOf(List<String> texts) ->
              texts.stream().anyMatch(text -> same(value, text));
          case Condition.Unset unset -> !value.isSet();
          case Condition.Present present -> value.isSet() && !value.text().isEmpty();
        };
    Outcome.Builder outcome =
        Outcome.passIf(compliant)
            .subject(expectation.key(), expectation.severity())
            .source(value.origin().display())
            .effective(examination.show(value))
            .expected(expected(expectation));
    return compliant
        ? outcome.because(expectation.key() + " is as stated", "")
        : outcome
            .details(FailureDetails.of(examination, value))
            .remedies(remedies(examination, expectation, value))
            .because(
                expectation.key()
                    + " is not as stated at "
                    + expectation.where()
                    + BooleanVerdicts.taken(examination, value),
                remediation(expectation));
  }

  /** Whether the value counts, and not whether anything sets it. */
  private static boolean reading(Condition condition) {
    return switch (condition) {
      case Condition.Equals equals -> true;
      case Condition.OneOf oneOf -> true;
      case Condition.Unset unset -> false;
      case Condition.Present present -> false;
    };
  }

  private static String expected(Expectation expectation) {
    return switch (expectation.condition()) {
      case Condition.Equals(String text) -> text;
      case Condition.OneOf(List<String> texts) -> "one of " + String.join(", ", texts);
      case Condition.Unset unset -> "not set";
      case Condition.Present present -> "any value";
    };
  }

  private static String remediation(Expectation expectation) {
    return switch (expectation.condition()) {
      case Condition.Equals(String text) -> BooleanVerdicts.set(expectation.key(), text);
      case Condition.OneOf(List<String> texts) ->
          BooleanVerdicts.set(expectation.key(), texts.getFirst());
      case Condition.Unset unset ->
          "Remove " + expectation.key() + " from the files, and restart the agent.";
      case Condition.Present present ->
          "Give " + expectation.key() + " a value in /etc/ecs/ecs.config, and restart the agent.";
    };
  }

  private static List<Remedy> remedies(
      EvaluationContext examination, Expectation expectation, EffectiveValue value) {
    return switch (expectation.condition()) {
      case Condition.Equals(String text) -> assign(examination, expectation.key(), text);
      case Condition.OneOf(List<String> texts) ->
          assign(examination, expectation.key(), texts.getFirst());
      case Condition.Unset unset -> Remedies.unset(value);
      case Condition.Present present ->
          List.of(
              new Remedy.ByHand(
                  "the baseline wants some value for "
                      + expectation.key()
                      + ", and does not say which: write one into /etc/ecs/ecs.config"));
    };
  }

  private static List<Remedy> assign(EvaluationContext examination, String key, String text) {
    boolean initOnly = AgentSettings.find(key).isEmpty() && InitSettings.reads(key);
    return initOnly
        ? Remedies.init(examination, key, text)
        : Remedies.agent(examination, key, text);
  }

  /** Booleans are equal when they mean the same, everything else when the text is the same. */
  private static boolean same(EffectiveValue value, String expected) {
    return value.value() instanceof Value.Bool(boolean on)
        ? GoBoolean.parseTrimmed(expected).filter(e -> e == on).isPresent()
        : value.text().equals(expected);
  }
}
