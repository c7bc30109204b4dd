package io.ecsharden.hygiene;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.GoBoolean;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.value.EffectiveValue;
import java.util.ArrayList;
import java.util.List;

/** What the JSON file switches on, and the environment cannot switch off. */
final class JsonBeatsEnvironment implements InstanceRule {

  @Override
  public List<LineDefect> find(Instance instance) {
    List<LineDefect> defects = new ArrayList<>();
    for (EffectiveValue value : instance.settings().agent().said()) {
      if (value.isTrue()
          && value.origin().file().equals(HostFacts.JSON_CONFIG)
          && value.notes().stream().anyMatch(JsonBeatsEnvironment::isFalse)) {
        defects.add(
            at(Kind.JSON_BEATS_ENVIRONMENT, value.origin())
                .key(value.key())
                .effective("true")
                .intended("false")
                .because(
                    "The environment's false cannot switch off what the JSON file switches on",
                    "Change it in the JSON file"));
      }
    }
    return defects;
  }

  private static boolean isFalse(EffectiveValue.Note note) {
    return GoBoolean.parseTrimmed(note.about().unmasked()).filter(on -> !on).isPresent();
  }
}
