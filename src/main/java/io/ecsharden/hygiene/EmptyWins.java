package io.ecsharden.hygiene;

import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.PlacedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An empty value that overrides another one. */
final class EmptyWins implements FileRule, InstanceRule {

  private static final String OVERRIDES = "An empty value overrides ";

  /** Whether an empty value overrides another one in the same file. */
  static boolean isBetween(Assignment wins, Assignment loses) {
    return wins.value().isEmpty() && !loses.value().isEmpty();
  }

  @Override
  public void find(FileSearch search) {
    Map<String, Assignment> last = search.readings().lastBy(Dialect.ECS_INIT);
    for (Assignment assignment : search.assignments()) {
      if (search.isFull()) {
        return;
      }
      if (!KnownKeys.isSetting(assignment.key())) {
        continue;
      }
      Assignment wins = last.get(assignment.key());
      if (wins == null || !wins.value().isEmpty() || search.isExplained(wins.line())) {
        continue;
      }
      if (!assignment.value().isEmpty()) {
        PlacedText sentence =
            PlacedText.line(OVERRIDES + "line ", search.line(assignment.line()), "");
        search.add(defect(search.line(wins.line()), wins.key(), assignment.value(), sentence));
      } else if (wins.line() == assignment.line()) {
        AgentSettings.find(wins.key())
            .flatMap(AgentSetting::ecsInitDefault)
            .filter(text -> !text.isEmpty())
            .ifPresent(text ->
                search.add(
                    defect(
                        search.line(wins.line()),
                        wins.key(),
                        text,
                        PlacedText.of(OVERRIDES + "ecs-init's default"))));
      }
    }
  }

  /** An empty value in one file that overrides a value in another. */
  @Override
  public List<LineDefect> find(Instance instance) {
    List<LineDefect> defects = new ArrayList<>();
    for (EffectiveValue value : instance.settings().agent().said()) {
      if (value.raw().filter(SensitiveText::isEmpty).isEmpty()) {
        continue;
      }
      value.shadowed().stream()
          .filter(said -> said.origin().isFile() && !said.raw().isEmpty())
          .filter(said -> !said.origin().file().equals(value.origin().file()))
          .findFirst()
          .ifPresent(said ->
              defects.add(
                  defect(
                      value.origin(),
                      value.key(),
                      said.unmasked(),
                      PlacedText.place(OVERRIDES, said.origin(), ""))));
    }
    return defects;
  }

  private LineDefect defect(Origin where, String key, String overridden, PlacedText sentence) {
    return at(Kind.EMPTY_WINS, where)
        .key(key)
        .effective("")
        .intended(overridden)
        .because(sentence, "Remove the line, or give the setting a value");
  }
}
