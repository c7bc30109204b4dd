package io.ecsharden.fix;

import io.ecsharden.fix.FileChange.Reason;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.Masker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the agent and ecs-init take otherwise after a change.
 *
 * @param settings the settings that have another value, as {@code KEY=value} without secrets
 * @param variables whether a variable has another text that only the agent's SDK or runtime reads
 */
record Effects(Set<String> settings, boolean variables) {

  static Effects between(Instance before, Instance after, Masker masker) {
    Set<String> settings = new LinkedHashSet<>();
    compare(before.settings().agent().all(), after.settings().agent().all(), masker, settings);
    compare(
        before.settings().init().values().values(),
        after.settings().init().values().values(),
        masker,
        settings);
    return new Effects(settings, !read(before).equals(read(after)));
  }

  private static void compare(
      Iterable<EffectiveValue> was,
      Iterable<EffectiveValue> is,
      Masker masker,
      Set<String> changed) {
    Iterator<EffectiveValue> others = is.iterator();
    for (EffectiveValue value : was) {
      EffectiveValue other = others.next();
      if (!value.text().equals(other.text())) {
        changed.add(other.key() + "=" + masker.value(other.key(), other.text()));
      }
    }
  }

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

  /** The agent restarts when it, or ecs-init, takes anything otherwise. */
  Set<Restart> restarts() {
    return settings.isEmpty() && !variables ? Set.of() : Set.of(Restart.AGENT);
  }

  /** What comes into force besides what the reasons say: lines that were lost before. */
  List<Reason> besides(List<Reason> reasons) {
    List<Reason> more = new ArrayList<>();
    String control = reasons.getFirst().control();
    for (String setting : settings) {
      String key = setting.substring(0, setting.indexOf('='));
      boolean told =
          reasons.stream()
              .anyMatch(r -> r.what().contains(key + "=") || r.what().equals("remove " + key));
      if (!told) {
        more.add(new Reason(control, setting + " is taken from now on"));
      }
    }
    return more;
  }
}
