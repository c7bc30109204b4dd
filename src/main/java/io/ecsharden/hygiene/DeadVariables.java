package io.ecsharden.hygiene;

import io.ecsharden.format.unit.EnvironmentNames;
import io.ecsharden.secrets.SettingNames;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** Variables that nothing reads. */
public final class DeadVariables {

  private DeadVariables() {}

  /** A newer agent may read it. */
  private static final String UNKNOWN =
      "Unknown to us (facts of " + AgentSettings.AGENT_VERSION + ")";

  /**
   * Why nothing reads a variable.
   *
   * @param intended the setting that was probably intended
   */
  public record Dead(String reason, Optional<String> intended) {}

  /** Judges a name as ecs-init sees it; a name in which another rule finds a defect is not dead. */
  public static Optional<Dead> judge(String key) {
    Optional<String> because = KnownKeys.deadBecause(key);
    if (because.isPresent()) {
      return because.map(reason -> new Dead(reason, Optional.empty()));
    }
    if (isJudgedElsewhere(key)) {
      return Optional.empty();
    }
    if (!EnvironmentNames.isValidName(key)) {
      return Optional.of(new Dead("This is not a valid name of a variable", Optional.empty()));
    }
    Optional<String> intended = KnownKeys.nearest(key);
    return Optional.of(
        new Dead(
            intended
                .map(setting -> UNKNOWN + ", and " + setting + " was probably intended")
                .orElse(UNKNOWN),
            intended));
  }

  private static boolean isJudgedElsewhere(String key) {
    return key.isEmpty()
        || key.indexOf('\0') >= 0
        || key.startsWith("#")
        || key.startsWith(";")
        || KnownKeys.isRead(key)
        || KnownKeys.inOtherCase(key).isPresent()
        || SettingNames.lastIn(key).isPresent();
  }
}
