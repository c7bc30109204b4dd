package io.ecsharden.secrets;

import io.ecsharden.format.unit.EnvironmentNames;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names of the settings that the agent or ecs-init reads (amazon-ecs-agent 1.105.1): the
 * allow-list of what may be shown. It stands here and not in the catalogue of settings, so that a
 * setting which is added there stays hidden until somebody has decided that it holds no secret.
 */
public final class SettingNames {

  private static final String TABLE =
      """
      AWS_ACCESS_KEY_ID AWS_DEFAULT_REGION AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN \
      CREDENTIALS_FETCHER_HOST CREDENTIALS_FETCHER_HOST_DIR \
      CREDENTIALS_FETCHER_SECRET_NAME_FOR_DOMAINLESS_GMSA DOCKER_HOST \
      ECS_AGENT_APPARMOR_PROFILE ECS_AGENT_CONFIG_FILE_PATH ECS_AGENT_HEALTHCHECK_HOST \
      ECS_AGENT_LABELS ECS_AGENT_PID_NAMESPACE_HOST ECS_AGENT_RUN_PRIVILEGED \
      ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS ECS_ALTERNATE_CREDENTIAL_PROFILE \
      ECS_APPARMOR_CAPABLE ECS_AUDIT_LOGFILE ECS_AUDIT_LOGFILE_DISABLED \
      ECS_AVAILABLE_LOGGING_DRIVERS ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES \
      ECS_AWSVPC_BLOCK_IMDS ECS_BACKEND_HOST ECS_CGROUP_CPU_PERIOD ECS_CGROUP_PATH \
      ECS_CHECKPOINT ECS_CLUSTER ECS_CNI_PLUGINS_PATH ECS_CONTAINER_CREATE_TIMEOUT \
      ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM ECS_CONTAINER_INSTANCE_TAGS \
      ECS_CONTAINER_START_TIMEOUT ECS_CONTAINER_STOP_TIMEOUT ECS_DATADIR \
      ECS_DETAILED_OS_FAMILY ECS_DISABLE_DOCKER_HEALTH_CHECK ECS_DISABLE_IMAGE_CLEANUP \
      ECS_DISABLE_METRICS ECS_DISABLE_PRIVILEGED ECS_DISABLE_TASK_METADATA_AZ \
      ECS_DOMAIN_JOINED_LINUX_INSTANCE ECS_DYNAMIC_HOST_PORT_RANGE ECS_EBSTA_SUPPORTED \
      ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE ECS_ENABLE_CONTAINER_METADATA \
      ECS_ENABLE_FIRELENS_ASYNC ECS_ENABLE_GPU_SUPPORT ECS_ENABLE_HIGH_DENSITY_ENI \
      ECS_ENABLE_INF_SUPPORT ECS_ENABLE_PROMETHEUS_METRICS ECS_ENABLE_RUNTIME_STATS \
      ECS_ENABLE_SPOT_INSTANCE_DRAINING ECS_ENABLE_TASK_CPU_MEM_LIMIT ECS_ENABLE_TASK_ENI \
      ECS_ENABLE_TASK_IAM_ROLE ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST \
      ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP ECS_ENGINE_AUTH_DATA ECS_ENGINE_AUTH_TYPE \
      ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER \
      ECS_EXCLUDE_IPV6_PORTBINDING ECS_EXCLUDE_UNTRACKED_IMAGE ECS_EXTERNAL \
      ECS_GMSA_SUPPORTED ECS_HOST_DATA_DIR ECS_IMAGE_CLEANUP_INTERVAL \
      ECS_IMAGE_MINIMUM_CLEANUP_AGE ECS_IMAGE_PULL_BEHAVIOR \
      ECS_IMAGE_PULL_INACTIVITY_TIMEOUT ECS_IMAGE_PULL_TIMEOUT \
      ECS_INIT_DOCKER_LOG_FILE_NUM ECS_INIT_DOCKER_LOG_FILE_SIZE ECS_INSTANCE_ATTRIBUTES \
      ECS_INSTANCE_IP_COMPATIBILITY ECS_LOGFILE ECS_LOGLEVEL ECS_LOGLEVEL_ON_INSTANCE \
      ECS_LOG_DRIVER ECS_LOG_MAX_FILE_SIZE_MB ECS_LOG_MAX_ROLL_COUNT ECS_LOG_OPTS \
      ECS_LOG_OUTPUT_FORMAT ECS_LOG_ROLLOVER_TYPE ECS_MANIFEST_PULL_TIMEOUT \
      ECS_NUM_IMAGES_DELETE_PER_CYCLE ECS_NVIDIA_RUNTIME ECS_PAUSE_LABELS \
      ECS_POLLING_METRICS_WAIT_DURATION ECS_POLL_METRICS \
      ECS_PROPAGATE_TASK_MEMORY_LIMIT_CGROUPV2 ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT \
      ECS_RESERVED_MEMORY ECS_RESERVED_PORTS ECS_RESERVED_PORTS_UDP \
      ECS_RUNTIME_STATS_LOG_FILE ECS_SELINUX_CAPABLE ECS_SHARED_VOLUME_MATCH_FULL_CONFIG \
      ECS_SKIP_LOCALHOST_TRAFFIC_FILTER ECS_TASK_METADATA_RPS_LIMIT ECS_TASK_PIDS_LIMIT \
      ECS_UPDATES_ENABLED ECS_UPDATE_DOWNLOAD_DIR ECS_VOLUME_PLUGIN_CAPABILITIES \
      ECS_WARM_POOLS_CHECK HTTPS_PROXY HTTP_PROXY NONECS_NUM_CONTAINERS_DELETE_PER_CYCLE \
      NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE NO_PROXY http_proxy https_proxy no_proxy\
      """;

  /** Settings that hold secrets, although the agent or ecs-init reads them. */
  private static final Set<String> SECRET =
      Set.of(
          "ECS_ENGINE_AUTH_DATA",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "ECS_LOG_OPTS");

  private static final Set<String> ALL =
      Collections.unmodifiableSet(new LinkedHashSet<>(List.of(TABLE.strip().split(" "))));

  /** The letters that names start with; they rule out most places of a text. */
  private static final String INITIALS = initials();

  /** No name is longer: a torn line can be a megabyte of letters. */
  private static final int LONGEST = 64;

  /** No name is shorter than {@code NO_PROXY}. */
  private static final int SHORTEST = 8;

  private SettingNames() {}

  /** Every name, in alphabetical order. */
  public static Set<String> all() {
    return ALL;
  }

  /** Whether the agent or ecs-init reads a setting of this name. */
  public static boolean contains(String name) {
    // a look at the text is cheaper than one into the table, and a file can have 90,000 names
    return name.length() >= SHORTEST && INITIALS.indexOf(name.charAt(0)) >= 0 && ALL.contains(name);
  }

  /** Whether the setting of this name, in upper or lower case, is a secret by its nature. */
  public static boolean isSecret(String name) {
    return SECRET.contains(name.toUpperCase(Locale.ROOT));
  }

  /** Whether the setting of this name may be shown, unless its text looks like a secret. */
  static boolean isPublic(String name) {
    return ALL.contains(name) && !SECRET.contains(name);
  }

  /** The longest name that a text ends with, where no longer word stands in front of it. */
  public static Optional<String> endOf(String text) {
    for (int i = Math.max(0, text.length() - LONGEST); i <= text.length() - SHORTEST; i++) {
      boolean possible = INITIALS.indexOf(text.charAt(i)) >= 0;
      if (possible && (i == 0 || text.charAt(i - 1) != '_') && contains(text.substring(i))) {
        return Optional.of(text.substring(i));
      }
    }
    return Optional.empty();
  }

  /** The name at the end of a text, in which words, quotes and other marks may stand around it. */
  public static Optional<String> lastIn(String text) {
    int to = text.length();
    while (to > 0 && !EnvironmentNames.isNameCharacter(text.charAt(to - 1))) {
      to--;
    }
    int from = to;
    while (from > 0 && EnvironmentNames.isNameCharacter(text.charAt(from - 1))) {
      from--;
    }
    return endOf(text.substring(from, to));
  }

  private static String initials() {
    StringBuilder initials = new StringBuilder();
    for (String name : ALL) {
      if (initials.indexOf(name.substring(0, 1)) < 0) {
        initials.append(name.charAt(0));
      }
    }
    return initials.toString();
  }
}
