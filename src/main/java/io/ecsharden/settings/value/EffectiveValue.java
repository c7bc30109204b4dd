package io.ecsharden.settings.value;

import io.ecsharden.secrets.SensitiveText;
import java.util.List;
import java.util.Optional;

/**
 * What a consumer takes for one setting, and why.
 *
 * @param raw the text behind the value, where a file or a default of ecs-init gave one
 * @param shadowed what other sources say without effect, nearest first
 * @param notes why the value is not what the text seems to say
 */
public record EffectiveValue(
    String key,
    Value value,
    Origin origin,
    Optional<SensitiveText> raw,
    List<Sourced> shadowed,
    List<Note> notes) {

  /**
   * Why a text does not have the effect that it seems to have.
   *
   * @param about the text and where it stands
   * @param text what happens, to be read after the text: {@code is not a boolean for the agent}
   */
  public record Note(Sourced about, String text) {}

  public EffectiveValue {
    shadowed = shadowed instanceof SourceStack.Shadowed ? shadowed : List.copyOf(shadowed);
    notes = List.copyOf(notes);
  }

  /** Whether the value is a boolean that is on. */
  public boolean isTrue() {
    return value instanceof Value.Bool(boolean on) && on;
  }

  /** Whether the value is known. */
  public boolean isKnown() {
    return !(value instanceof Value.Unknown);
  }

  /** The value's text with its secrets, to be judged; empty when unknown. */
  public String unmasked() {
    return value.unmasked();
  }

  /** The value's text for output; empty when unknown. */
  public SensitiveText text() {
    return value instanceof Value.Text(SensitiveText text) ? text : SensitiveText.words(unmasked());
  }

  /**
   * Whether anything on the host gives any text, even where ecs-init overrides it. Defaults do not
   * count, neither the agent's nor ecs-init's.
   */
  public boolean isSet() {
    return origin.isSaid()
        ? raw.filter(text -> !text.isEmpty()).isPresent()
        : shadowed.stream().anyMatch(said -> said.origin().isSaid() && !said.raw().isEmpty());
  }
}
