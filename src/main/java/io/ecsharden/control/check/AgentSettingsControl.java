package io.ecsharden.control.check;

import io.ecsharden.baseline.Condition;
import io.ecsharden.baseline.Expectation;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Status;
import io.ecsharden.format.GoBoolean;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The settings that the baseline names have the values that it expects. */
final class AgentSettingsControl implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "agent-settings",
              "The settings that the baseline names have the expected values",
              Severity.MEDIUM)
          .why("A fleet has settings of its own that must be the same everywhere.")
          .impact("It depends on the setting. A baseline can give each a severity.")
          .guidance("`settings` in the baseline can name any variable of the agent.")
          .repair("Set the variable in /etc/ecs/ecs.config as expected, and restart the agent.")
          .fix(
              "It sets what the baseline expects with equals, or the first value of oneOf. It"
                  + " removes from both files what the baseline expects to be unset. A person has"
                  + " to change what only has to be present, and the settings that fix never"
                  + " changes.")
          .limits(
              "Variables that only ecs-init reads are judged by ecs-init's effective values.",
              "A variable that this program does not know is judged by its text.",
              "The default of some settings depends on the instance or on other settings, as that"
                  + " of AWS_DEFAULT_REGION does. Where nothing sets them, their value is not"
                  + " judged.")
          .references("docs/baseline.md")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Expectation expectation : context.baseline().settings().values()) {
      outcomes.add(judge(context, expectation));
    }
    return outcomes;
  }

  private static Outcome judge(EvaluationContext context, Expectation expectation) {
    String key = expectation.key();
    EffectiveValue value = context.any(key);
    if (value.value() instanceof Value.Unknown(String reason)) {
      return unjudged(Status.NOT_EVALUATED, expectation, "The value is not known: " + reason + ".");
    }
    if (comparesValues(expectation.condition())
        && value.unmasked().isEmpty()
        && AgentSettings.hasOpenDefault(key)) {
      return unjudged(
          Status.NOT_EVALUATED,
          expectation,
          "Nothing sets " + key + ", and files do not show the default that counts then.");
    }
    if (!comparesValues(expectation.condition()) && AgentSettings.mayBeEcsInitDefault(value)) {
      return unjudged(
          Status.NOT_APPLICABLE,
          expectation,
          "ecs-init gives the agent this value where no file sets it.");
    }
    boolean compliant =
        switch (expectation.condition()) {
          case Condition.Equals(String text) -> same(value, text);
          case Condition.OneOf(List<String> texts) ->
              texts.stream().anyMatch(text -> same(value, text));
          case Condition.Unset _ -> !value.isSet();
          case Condition.Present _ -> value.isSet() && !value.unmasked().isEmpty();
        };
    Outcome.Builder outcome =
        Outcome.passIf(compliant)
            .subject(key, expectation.severity())
            .origin(value.origin())
            .effective(value.text())
            .expected(expected(expectation));
    return compliant
        ? outcome.because(key + " is as expected.", "")
        : outcome
            .details(FailureDetails.of(context, value))
            .remedies(remedies(context, expectation, value))
            .because(
                SensitiveText.words(
                        key + " is not as expected at " + expectation.where().display() + ".")
                    .plus(context.notes(value)),
                remediation(expectation));
  }

  private static Outcome unjudged(Status status, Expectation expectation, String message) {
    return Outcome.builder(status)
        .subject(expectation.key(), expectation.severity())
        .because(message, "");
  }

  /** Whether the value counts, rather than whether anything sets it. */
  private static boolean comparesValues(Condition condition) {
    return switch (condition) {
      case Condition.Equals _ -> true;
      case Condition.OneOf _ -> true;
      case Condition.Unset _ -> false;
      case Condition.Present _ -> false;
    };
  }

  private static String expected(Expectation expectation) {
    return switch (expectation.condition()) {
      case Condition.Equals(String text) -> text;
      case Condition.OneOf(List<String> texts) -> "one of " + String.join(", ", texts);
      case Condition.Unset _ -> "not set";
      case Condition.Present _ -> "any value";
    };
  }

  private static String remediation(Expectation expectation) {
    return switch (expectation.condition()) {
      case Condition.Equals(String text) -> Remedies.set(expectation.key(), text);
      case Condition.OneOf(List<String> texts) -> Remedies.set(expectation.key(), texts.getFirst());
      case Condition.Unset _ ->
          "Remove " + expectation.key() + " from the files, and restart the agent.";
      case Condition.Present _ ->
          "Give " + expectation.key() + " a value in /etc/ecs/ecs.config, and restart the agent.";
    };
  }

  private static List<Remedy> remedies(
      EvaluationContext context, Expectation expectation, EffectiveValue value) {
    return switch (expectation.condition()) {
      case Condition.Equals(String text) -> assign(context, expectation.key(), text);
      case Condition.OneOf(List<String> texts) ->
          assign(context, expectation.key(), texts.getFirst());
      case Condition.Unset _ -> Remedies.unset(context, value);
      case Condition.Present _ ->
          List.of(
              new Remedy.ByHand(
                  "the baseline expects some value for "
                      + expectation.key()
                      + " and does not say which: write one into /etc/ecs/ecs.config"));
    };
  }

  private static List<Remedy> assign(EvaluationContext context, String key, String text) {
    return Remedies.assign(context, Consumer.of(key), key, text);
  }

  /** Booleans are equal when they mean the same, everything else when the text is the same. */
  private static boolean same(EffectiveValue value, String expected) {
    return value.value() instanceof Value.Bool(boolean on)
        ? GoBoolean.parseTrimmed(expected).filter(e -> e == on).isPresent()
        : value.unmasked().equals(expected);
  }
}
