package io.ecsharden.control;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.ControlPolicy;
import io.ecsharden.baseline.ParameterValue;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.Masker;
import java.util.List;
import java.util.Optional;

/**
 * What a control gets to judge.
 *
 * @param control whose turn it is
 * @param masker hides secrets in everything that goes into an outcome
 */
public record Examination(
    ControlInfo control, Instance instance, Baseline baseline, Masker masker) {

  /** What the agent takes for a setting that it reads. */
  public EffectiveValue agent(String key) {
    return instance.settings().agent().get(key);
  }

  /** What ecs-init takes for a variable that it reads. */
  public EffectiveValue init(String key) {
    return instance.settings().init().get(key);
  }

  /** A parameter's text. */
  public String text(String parameter) {
    return switch (parameter(parameter)) {
      case ParameterValue.Text(String value) -> value;
      case ParameterValue.TextList(List<String> values) -> String.join(",", values);
    };
  }

  /** A parameter's list. */
  public List<String> list(String parameter) {
    return switch (parameter(parameter)) {
      case ParameterValue.Text(String value) -> List.of(value);
      case ParameterValue.TextList(List<String> values) -> values;
    };
  }

  private ParameterValue parameter(String name) {
    return Optional.ofNullable(baseline.controls().get(control.id()))
        .map(ControlPolicy::parameters)
        .map(parameters -> parameters.get(name))
        .orElseGet(
            () -> Optional.ofNullable(control.parameters().get(name)).orElseThrow().defaultValue());
  }

  /** A value's text as it may be shown. */
  public String show(EffectiveValue value) {
    return masker.value(value.key(), value.text());
  }
}
