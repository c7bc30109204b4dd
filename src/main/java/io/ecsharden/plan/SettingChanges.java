package io.ecsharden.plan;

import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.EffectiveValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The effective settings that a change gives another value.
 *
 * @param settings the names of the settings, by what is shown: {@code KEY=value}
 * @param dockerd whether dockerd has other proxies
 * @param variables whether a variable has another text that only the agent's SDK or runtime reads
 */
record SettingChanges(Map<SensitiveText, String> settings, boolean dockerd, boolean variables) {

  static SettingChanges between(Instance before, Instance after) {
    Map<SensitiveText, String> settings = new LinkedHashMap<>();
    for (String key : set(before, after)) {
      compare(before.settings().agent().get(key), after.settings().agent().get(key), settings);
    }
    for (String key : before.settings().init().values().keySet()) {
      compare(before.settings().init().get(key), after.settings().init().get(key), settings);
    }
    boolean dockerd = !dockerd(before).equals(dockerd(after));
    return new SettingChanges(settings, dockerd, !read(before).equals(read(after)));
  }

  /** The settings that any file sets, before or after; the others cannot differ. */
  private static Set<String> set(Instance before, Instance after) {
    Set<String> keys = new LinkedHashSet<>();
    before.settings().agent().said().forEach(value -> keys.add(value.key()));
    after.settings().agent().said().forEach(value -> keys.add(value.key()));
    // whether ecs-init runs as external decides on this one
    keys.add(AgentSettings.TASK_ENI);
    return keys;
  }

  private static void compare(
      EffectiveValue was, EffectiveValue is, Map<SensitiveText, String> changed) {
    if (!was.unmasked().equals(is.unmasked())) {
      changed.put(SensitiveText.words(is.key() + "=").plus(is.text()), is.key());
    }
  }

  private static Map<String, String> dockerd(Instance instance) {
    return instance.settings().dockerd().proxies().texts();
  }

  private static Map<String, String> read(Instance instance) {
    return instance.settings().agent().environment(KnownKeys::isReadBesides);
  }

  /**
   * The agent restarts when a value of its own or of ecs-init changes; Docker when dockerd's do.
   *
   * @param path the file that changed: systemd has to read a unit's file first
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

  /** What takes effect besides the settings of the reasons: lines that were lost before. */
  List<Reason> besides(ChangeReasons reasons) {
    Set<String> named = reasons.settings();
    String control = reasons.firstControl();
    List<Reason> more = new ArrayList<>();
    settings.forEach((shown, key) -> {
      if (!named.contains(key)) {
        more.add(new Reason(control, Optional.of(key), shown.plus(" takes effect")));
      }
    });
    return more;
  }
}
