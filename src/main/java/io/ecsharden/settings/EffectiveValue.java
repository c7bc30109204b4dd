package io.ecsharden.settings;

import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.List;
import java.util.Optional;

/**
 * What a consumer takes for one setting, and why.
 *
 * @param raw the text behind the value, where a file or a default of ecs-init gave one
 * @param shadowed what other sources say and is not taken, nearest first
 * @param notes why the value is not what the text seems to say
 */
public record EffectiveValue(
    String key,
    Value value,
    Origin origin,
    Optional<String> raw,
    List<Sourced> shadowed,
    List<Note> notes) {

  /**
   * Why a text is not taken for what it seems to say.
   *
   * @param about the text and where it stands
   * @param text what happens, to be read after the text: {@code is no boolean for the agent}
   */
  public record Note(Sourced about, String text) {}

  public EffectiveValue {
    shadowed = List.copyOf(shadowed);
    notes = List.copyOf(notes);
  }

  /** Whether the value is a boolean that is on. */
  public boolean isTrue() {
    return value instanceof Value.Bool(boolean on) && on;
  }

  /** Whether the value could be told. */
  public boolean isKnown() {
    return !(value instanceof Value.Unknown);
  }

  /** The value's text. */
  public String text() {
    return value.asText();
  }

  /**
   * Whether anything on the host gives any text, be it that ecs-init beats it. Defaults do not
   * count, neither the agent's nor ecs-init's.
   */
  public boolean isSet() {
    return origin.isSaid()
        ? raw.filter(text -> !text.isEmpty()).isPresent()
        : shadowed.stream().anyMatch(said -> said.origin().isSaid() && !said.raw().isEmpty());
  }

  /**
   * Whether the running agent has what ecs-init gives it where no file says anything: nobody can
   * tell who said so.
   */
  public boolean mayBeEcsInitsDefault() {
    return origin.kind() == Origin.Kind.RUNNING_AGENT
        && AgentSettings.find(key).flatMap(AgentSetting::ecsInitDefault).equals(raw);
  }
}
