package io.ecsharden.fix;

import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.KnownKeys;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** What has to restart, by what the programs take before and after. */
final class RestartCost {

  private RestartCost() {}

  /** The agent restarts when it, or ecs-init, takes anything otherwise. */
  static Set<Restart> between(Instance before, Instance after) {
    return sameForInit(before, after) && sameForAgent(before, after)
        ? Set.of()
        : Set.of(Restart.AGENT);
  }

  private static boolean sameForInit(Instance before, Instance after) {
    return same(
        before.settings().init().values().values(), after.settings().init().values().values());
  }

  private static boolean sameForAgent(Instance before, Instance after) {
    return same(before.settings().agent().all(), after.settings().agent().all())
        && read(before).equals(read(after));
  }

  private static boolean same(Iterable<EffectiveValue> was, Iterable<EffectiveValue> is) {
    Iterator<EffectiveValue> others = is.iterator();
    for (EffectiveValue value : was) {
      if (!value.text().equals(others.next().text())) {
        return false;
      }
    }
    return true;
  }

  /** The container's variables that its SDK, its runtime or its library reads. */
  private static Map<String, String> read(Instance instance) {
    Map<String, String> variables = new HashMap<>();
    instance
        .settings()
        .agent()
        .environment()
        .forEach((key, text) -> {
          if (KnownKeys.isRead(key) && !KnownKeys.isSetting(key)) {
            variables.put(key, text);
          }
        });
    return variables;
  }
}
