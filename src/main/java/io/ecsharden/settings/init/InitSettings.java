package io.ecsharden.settings.init;

import io.ecsharden.settings.agent.AgentSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The variables that ecs-init reads from its own environment, which systemd makes (amazon-ecs-agent
 * 1.105.1, {@code ecs-init/config/common.go}, {@code ecs-init/exec/iptables/iptables.go}).
 */
public final class InitSettings {

  public static final String SKIP_LOCALHOST_FILTER = "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER";
  public static final String OFFHOST_INTROSPECTION = "ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS";
  public static final String RUN_PRIVILEGED = "ECS_AGENT_RUN_PRIVILEGED";
  public static final String APPARMOR_PROFILE = "ECS_AGENT_APPARMOR_PROFILE";
  public static final String PID_NAMESPACE_HOST = "ECS_AGENT_PID_NAMESPACE_HOST";
  public static final String LOG_OPTS = "ECS_LOG_OPTS";

  /** How ecs-init reads a text. */
  public enum Kind {
    /** {@code strconv.ParseBool} without trimming; anything else is false. */
    BOOLEAN,
    /** True only for exactly {@code true}. */
    EXACTLY_TRUE,
    /** As it is. */
    TEXT
  }

  /**
   * A variable.
   *
   * @param alsoAgent whether the agent reads it too, with its own rules
   */
  public record InitSetting(String key, Kind kind, String initDefault, boolean alsoAgent) {}

  private static final List<InitSetting> ALL =
      List.of(
          own(SKIP_LOCALHOST_FILTER, Kind.BOOLEAN, "false"),
          own(OFFHOST_INTROSPECTION, Kind.BOOLEAN, "false"),
          own(RUN_PRIVILEGED, Kind.EXACTLY_TRUE, "false"),
          own(PID_NAMESPACE_HOST, Kind.BOOLEAN, "false"),
          own(APPARMOR_PROFILE, Kind.TEXT, "ecs-agent-default"),
          own(LOG_OPTS, Kind.TEXT, ""),
          own("ECS_INIT_DOCKER_LOG_FILE_SIZE", Kind.TEXT, "16m"),
          own("ECS_INIT_DOCKER_LOG_FILE_NUM", Kind.TEXT, "4"),
          shared(AgentSettings.EXTERNAL, Kind.EXACTLY_TRUE, "false"),
          shared("ECS_GMSA_SUPPORTED", Kind.EXACTLY_TRUE, "false"),
          shared(AgentSettings.DOCKER_HOST, Kind.TEXT, ""),
          shared(AgentSettings.REGION, Kind.TEXT, ""),
          shared("ECS_LOG_DRIVER", Kind.TEXT, "json-file"),
          shared("CREDENTIALS_FETCHER_HOST", Kind.TEXT, ""),
          shared("HTTP_PROXY", Kind.TEXT, ""),
          shared("HTTPS_PROXY", Kind.TEXT, ""),
          shared("NO_PROXY", Kind.TEXT, ""),
          shared("http_proxy", Kind.TEXT, ""),
          shared("https_proxy", Kind.TEXT, ""),
          shared("no_proxy", Kind.TEXT, ""));

  private static final Map<String, InitSetting> BY_KEY =
      ALL.stream().collect(Collectors.toMap(InitSetting::key, setting -> setting));

  private InitSettings() {}

  /** Every variable that ecs-init reads. */
  public static List<InitSetting> all() {
    return ALL;
  }

  /** Whether ecs-init reads a variable. */
  public static boolean reads(String key) {
    return BY_KEY.containsKey(key);
  }

  /** A variable, if ecs-init reads such a one. */
  public static Optional<InitSetting> find(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  private static InitSetting own(String key, Kind kind, String initDefault) {
    return new InitSetting(key, kind, initDefault, false);
  }

  private static InitSetting shared(String key, Kind kind, String initDefault) {
    return new InitSetting(key, kind, initDefault, true);
  }
}
