package io.ecsharden.settings.init;

import io.ecsharden.settings.value.EffectiveValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What ecs-init itself ends up with.
 *
 * @param values every variable that it reads
 * @param environmentFiles the files that systemd loads for it, in order
 * @param notes what could not be seen or is unusual
 */
public record InitView(
    Map<String, EffectiveValue> values, List<String> environmentFiles, List<String> notes) {

  public InitView {
    environmentFiles = List.copyOf(environmentFiles);
    notes = List.copyOf(notes);
  }

  /** A variable that ecs-init reads. */
  public EffectiveValue get(String key) {
    return Optional.ofNullable(values.get(key))
        .orElseThrow(() -> new IllegalArgumentException("no ecs-init setting: " + key));
  }
}
