package io.ecsharden.plan;

import io.ecsharden.plan.FileChange.Reason;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the agent and ecs-init take otherwise after a change.
 *
 * @param settings the settings that have another value, as {@code KEY=value} without secrets
 * @param dockerd whether dockerd has other proxies
 * @param variables whether a variable has another text that only the agent's SDK or runtime reads
 */
record SettingChanges(Set<String> settings, boolean dockerd, boolean variables) {

  static SettingChanges between(Instance before, Instance after, Masker masker) {
    Set<String> settings = new LinkedHashSet<>();
    for (String key : said(before, after)) {
      compare(
          before.settings().agent().get(key), after.settings().agent().get(key), masker, settings);
    }
    for (String key : before.settings().init().values().keySet()) {
      compare(
          before.settings().init().get(key), after.settings().init().get(key), masker, settings);
    }
    boolean dockerd = !dockerd(before).equals(dockerd(after));
    return new SettingChanges(settings, dockerd, !read(before).equals(read(after)));
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

  private static Map<String, String> dockerd(Instance instance) {
    return instance.settings().dockerd().proxies().texts();
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

  /**
   * The agent restarts when it, or ecs-init, takes anything otherwise; Docker when dockerd does.
   *
   * @param path the file that changed: what a unit's file says has to come to systemd first
   */
  Set<Restart> restarts(String path) {
    Set<Restart> restarts = EnumSet.noneOf(Restart.class);
    if (!settings.isEmpty() || variables) {
      restarts.add(Restart.AGENT);
    }
    if (dockerd) {
      restarts.add(Restart.DOCKER);
      if (path.endsWith(".conf")) {
        restarts.add(Restart.DAEMON_RELOAD);
      }
    }
    return restarts;
  }

  /** What comes into force besides what the reasons say: lines that were lost before. */
  List<Reason> besides(List<Reason> reasons) {
    List<Reason> more = new ArrayList<>();
    String control = reasons.getFirst().control();
    for (String setting : settings) {
      String key = setting.substring(0, setting.indexOf('='));
      if (!isTold(key + "=", "remove " + key, reasons)) {
        more.add(new Reason(control, setting + " is taken from now on"));
      }
    }
    return more;
  }

  private static boolean isTold(String assigned, String removed, List<Reason> reasons) {
    for (Reason reason : reasons) {
      if (reason.what().contains(assigned) || reason.what().equals(removed)) {
        return true;
      }
    }
    return false;
  }
}
