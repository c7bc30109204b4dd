package io.ecsharden.settings;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.value.EffectiveValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An edit of the files that the running agent has not seen, and that its next start does not
 * survive as it is: the agent exits for good, joins elsewhere or forgets its tasks.
 *
 * @param running what the running program has
 * @param files what the files say, with its place; unknown where the files of the start are gone
 * @param because what the next start does: a clause without a period at the end
 */
public record PendingEdit(EffectiveValue running, EffectiveValue files, String because) {

  /** The setting. */
  public String key() {
    return files.key();
  }

  /** Whether the running value was seen. */
  public boolean isKnown() {
    return running.isKnown();
  }

  /**
   * Whether ecs-init's files can be compared with the agent that runs: ecs-init started it, and it
   * can be seen. ecs-init always sets this variable (amazon-ecs-agent 1.105.1, {@code
   * ecs-init/docker/docker.go}).
   */
  public static boolean areSeen(HostFacts host) {
    return host.running().agent() instanceof Program.Running agent
        && (host.running().ecsInit() instanceof Program.Running
            || agent.environment().containsKey(AgentSettings.CONFIG_FILE_PATH));
  }

  /** The edits that wait on an instance, in the order of {@link NeverChanged}. */
  public static List<PendingEdit> of(Instance instance) {
    if (!areSeen(instance.facts())) {
      return List.of();
    }
    EffectiveSettings running = instance.asRunning().settings();
    EffectiveSettings files = instance.settings();
    List<PendingEdit> edits = new ArrayList<>();
    for (Map.Entry<String, String> setting : NeverChanged.whileRunning().entrySet()) {
      String key = setting.getKey();
      EffectiveValue was = running.agent().get(key);
      EffectiveValue is = files.agent().get(key);
      if (isEdited(was, is)) {
        edits.add(new PendingEdit(was, is, setting.getValue()));
      } else if (InitSettings.reads(key)) {
        EffectiveValue wasInit = running.init().get(key);
        EffectiveValue isInit = files.init().get(key);
        if (isEdited(wasInit, isInit)) {
          edits.add(new PendingEdit(wasInit, isInit, setting.getValue()));
        }
      }
    }
    return edits;
  }

  private static boolean isEdited(EffectiveValue running, EffectiveValue files) {
    if (!files.isKnown()) {
      return false;
    }
    // what the agent took from a JSON file that was changed since cannot be known
    return running.isKnown()
        ? !running.unmasked().equals(files.unmasked())
        : files.origin().file().equals(HostFacts.JSON_CONFIG);
  }
}
