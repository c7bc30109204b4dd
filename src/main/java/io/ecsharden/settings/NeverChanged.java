package io.ecsharden.settings;

import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Sourced;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings whose value no program may change: with another one the agent exits for good, joins
 * elsewhere, forgets what it runs, or reads other settings altogether. Facts: amazon-ecs-agent
 * 1.105.1; exit code 5 is final, since the packages' units do not start the agent again after it
 * ({@code RestartPreventExitStatus=5}).
 */
public final class NeverChanged {

  private static final String EXITS =
      "the agent exits for good when the service refuses them at its registration";
  private static final String FORGETS =
      "the agent would not find its checkpoint, and register as another instance while its tasks go"
          + " on running";

  private static final Map<String, String> ALWAYS = new LinkedHashMap<>();

  /** {@code agent/app/agent.go:723-747}: "Data mismatch; saved cluster …", then exit code 5. */
  private static final String MISMATCH =
      "the instance has joined a cluster, and the agent exits for good when it finds another one in"
          + " its configuration";

  static {
    // agent/app/agent.go:919-960, agent/api/ecsclient/ecs_client.go:295-312 (first registration)
    ALWAYS.put(AgentSettings.INSTANCE_ATTRIBUTES, EXITS);
    ALWAYS.put(AgentSettings.INSTANCE_TAGS, EXITS);
    ALWAYS.put("ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM", EXITS);
    // agent/api/ecsclient/ecs_client.go:171-183
    ALWAYS.put(AgentSettings.BACKEND_HOST, "the agent would register at another endpoint");
    // agent/app/agent.go:640-703 (the checkpoint is in ECS_DATADIR)
    ALWAYS.put("ECS_DATADIR", FORGETS);
    ALWAYS.put("ECS_HOST_DATA_DIR", FORGETS);
    ALWAYS.put(AgentSettings.CHECKPOINT, FORGETS);
    // ecs-init/config/common.go:340-348, agent/config/config.go (region from the environment)
    ALWAYS.put(
        AgentSettings.EXTERNAL,
        "it decides whether the agent is one of ECS Anywhere, which needs another registration");
    ALWAYS.put(AgentSettings.REGION, "the agent would join a cluster of another region");
    // agent/config/config.go:226-271
    ALWAYS.put(
        AgentSettings.CONFIG_FILE_PATH, "the agent would read other settings, which nobody judged");
    // aws-sdk-go-v2's environment: who the agent is
    for (String key :
        new String[] {
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "ECS_ALTERNATE_CREDENTIAL_PROFILE"
        }) {
      ALWAYS.put(key, "the agent would act as somebody else");
    }
  }

  private NeverChanged() {}

  /** Why a setting stays as it is on an instance; nothing where it may change. */
  public static Optional<String> because(String key, Instance instance) {
    return key.equals(AgentSettings.CLUSTER) && instance.facts().registered()
        ? Optional.of(MISMATCH)
        : Optional.ofNullable(ALWAYS.get(key));
  }

  /** Why a text for a setting must not take effect: it would change the effective value. */
  public static Optional<String> forbids(String key, String text, Instance instance) {
    return because(key, instance).filter(reason -> !isEffective(key, text, instance));
  }

  private static boolean isEffective(String key, String text, Instance instance) {
    Optional<Sourced> agent = instance.settings().agent().variable(key);
    boolean byAgent = agent.filter(said -> said.unmasked().equals(text)).isPresent();
    boolean byInit =
        !InitSettings.reads(key) || instance.settings().init().get(key).unmasked().equals(text);
    return byAgent && byInit;
  }

  /** A setting with another effective value on one instance than on the other. */
  public static Optional<String> difference(Instance before, Instance after) {
    Optional<String> cluster =
        before.facts().registered() && differs(AgentSettings.CLUSTER, before, after)
            ? Optional.of(AgentSettings.CLUSTER)
            : Optional.empty();
    return cluster.or(
        () -> ALWAYS.keySet().stream().filter(key -> differs(key, before, after)).findFirst());
  }

  /** Why a setting must not get another value while the agent runs, registered as it is. */
  static Map<String, String> whileRunning() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(AgentSettings.CLUSTER, MISMATCH);
    all.putAll(ALWAYS);
    return all;
  }

  private static boolean differs(String key, Instance before, Instance after) {
    EffectiveValue was = before.settings().agent().get(key);
    EffectiveValue is = after.settings().agent().get(key);
    return !was.unmasked().equals(is.unmasked())
        || InitSettings.reads(key)
            && !before
                .settings()
                .init()
                .get(key)
                .unmasked()
                .equals(after.settings().init().get(key).unmasked());
  }
}
