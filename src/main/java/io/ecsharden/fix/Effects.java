package io.ecsharden.fix;

import io.ecsharden.fix.FileChange.Reason;
import io.ecsharden.settings.AgentSettings;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.Masker;
import java.util.ArrayList;
import java.util.HashMap;
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
    for (String key : said(before, after)) {
      compare(
          before.settings().agent().get(key), after.settings().agent().get(key), masker, settings);
    }
    for (String key : before.settings().init().values().keySet()) {
      compare(
          before.settings().init().get(key), after.settings().init().get(key), masker, settings);
    }
    return new Effects(settings, !read(before).equals(read(after)));
  }

  /** The settings of which any file speaks, before or after; the others cannot differ. */
  private static Set<String> said(Instance before, Instance after) {
    Set<String> keys = new LinkedHashSet<>();
    before.settings().agent().said().forEach(value -> keys.add(value.key()));
    after.settings().agent().said().forEach(value -> keys.add(value.key()));
    // whether ecs-init runs as external decides on this one
    keys.add(AgentSettings.TASK_ENI);
    return keys;
  }

  private static void compare(
      EffectiveValue was, EffectiveValue is, Masker masker, Set<String> changed) {
    if (!was.text().equals(is.text())) {
      changed.add(is.key() + "=" + masker.value(is.key(), is.text()));
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
