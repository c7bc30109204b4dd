package io.ecsharden.control;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.ControlPolicy;
import io.ecsharden.baseline.ParameterValue;
import io.ecsharden.hygiene.Hygiene;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.Origin;
import io.ecsharden.settings.Sourced;
import io.ecsharden.settings.Value;
import io.ecsharden.settings.proxy.ProxyVariables;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a control gets to judge. It remembers whose settings were asked for, since those can be
 * other ones in a program that has not been started since they were written.
 */
public final class EvaluationContext {

  private final ControlInfo control;
  private final Instance instance;
  private final Baseline baseline;
  private final Masker masker;
  private final Hygiene hygiene;
  private final Set<Consumer> asked = EnumSet.noneOf(Consumer.class);

  /**
   * @param control whose turn it is
   * @param masker hides secrets in everything that goes into an outcome
   * @param hygiene of the instance's files
   */
  EvaluationContext(
      ControlInfo control, Instance instance, Baseline baseline, Masker masker, Hygiene hygiene) {
    this.control = control;
    this.instance = instance;
    this.baseline = baseline;
    this.masker = masker;
    this.hygiene = hygiene;
  }

  /** The machine. */
  public Instance instance() {
    return instance;
  }

  /** The defects in the instance's files. */
  public List<LineDefect> defects() {
    return hygiene.defects();
  }

  /** What is wanted. */
  public Baseline baseline() {
    return baseline;
  }

  /** Hides secrets in everything that goes into an outcome. */
  public Masker masker() {
    return masker;
  }

  /** Whose settings were asked for so far. */
  Set<Consumer> asked() {
    return asked;
  }

  /** What the agent takes for a setting that it reads. */
  public EffectiveValue agent(String key) {
    asked.add(Consumer.AGENT);
    return instance.settings().agent().get(key);
  }

  /** What ecs-init takes for a variable that it reads. */
  public EffectiveValue init(String key) {
    asked.add(Consumer.ECS_INIT);
    return instance.settings().init().get(key);
  }

  /**
   * By which variables a program chooses its proxies. dockerd counts as asked only where it has a
   * proxy: without one, what runs is not looked at.
   */
  public ProxyVariables proxies(Consumer consumer) {
    ProxyVariables proxies = consumer.proxies(instance.settings());
    if (consumer != Consumer.DOCKERD || proxies.isSet()) {
      asked.add(consumer);
    }
    return proxies;
  }

  /** What is taken for any variable by whoever reads it; its text where nobody is known to. */
  public EffectiveValue any(String key) {
    if (Consumer.of(key) == Consumer.ECS_INIT) {
      return init(key);
    }
    asked.add(Consumer.AGENT);
    return instance.settings().agent().find(key).orElseGet(() -> unknownToUs(key));
  }

  private EffectiveValue unknownToUs(String key) {
    Optional<Sourced> said = instance.settings().agent().variable(key);
    Optional<String> gap = instance.settings().agent().gap(key);
    return new EffectiveValue(
        key,
        gap.<Value>map(Value.Unknown::new)
            .orElseGet(() -> new Value.Text(said.map(Sourced::raw).orElse(""))),
        said.map(Sourced::origin).orElse(Origin.AGENT_DEFAULT),
        said.map(Sourced::raw),
        List.of(),
        List.of());
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
