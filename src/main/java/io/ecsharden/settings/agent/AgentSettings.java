package io.ecsharden.settings.agent;

import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.agent.AgentSetting.Kind;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every setting that the agent reads, as of amazon-ecs-agent 1.105.1 ({@code README.md}, {@code
 * agent/config/config.go}, {@code agent/config/types.go}), with ecs-init's defaults ({@code
 * ecs-init/docker/docker.go}, {@code docker_config.go}).
 */
public final class AgentSettings {

  /** The release of amazon-ecs-agent that these facts are of. */
  public static final String AGENT_VERSION = "1.105.1";

  public static final String AWSVPC_BLOCK_IMDS = "ECS_AWSVPC_BLOCK_IMDS";
  public static final String TASK_IAM_ROLE = "ECS_ENABLE_TASK_IAM_ROLE";
  public static final String TASK_IAM_ROLE_NETWORK_HOST = "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST";
  public static final String DISABLE_PRIVILEGED = "ECS_DISABLE_PRIVILEGED";
  public static final String CLUSTER = "ECS_CLUSTER";
  public static final String CHECKPOINT = "ECS_CHECKPOINT";
  public static final String EXTERNAL = "ECS_EXTERNAL";
  public static final String TASK_ENI = "ECS_ENABLE_TASK_ENI";
  public static final String BACKEND_HOST = "ECS_BACKEND_HOST";
  public static final String DOCKER_HOST = "DOCKER_HOST";
  public static final String REGION = "AWS_DEFAULT_REGION";
  public static final String RUNTIME_STATS = "ECS_ENABLE_RUNTIME_STATS";
  public static final String ENGINE_AUTH_DATA = "ECS_ENGINE_AUTH_DATA";
  public static final String ADDITIONAL_LOCAL_ROUTES = "ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES";
  public static final String INSTANCE_ATTRIBUTES = "ECS_INSTANCE_ATTRIBUTES";
  public static final String INSTANCE_TAGS = "ECS_CONTAINER_INSTANCE_TAGS";
  public static final String LOGGING_DRIVERS = "ECS_AVAILABLE_LOGGING_DRIVERS";
  public static final String CONFIG_FILE_PATH = "ECS_AGENT_CONFIG_FILE_PATH";

  /**
   * What the agent takes where nobody sets these depends on other settings or on the instance, or
   * is not documented.
   */
  private static final Set<String> OPEN_DEFAULTS =
      Set.of(
          REGION,
          "ECS_DYNAMIC_HOST_PORT_RANGE",
          "ECS_LOGLEVEL_ON_INSTANCE",
          CHECKPOINT,
          "ECS_INSTANCE_IP_COMPATIBILITY",
          "ECS_DETAILED_OS_FAMILY",
          "CREDENTIALS_FETCHER_HOST_DIR",
          "ECS_ALTERNATE_CREDENTIAL_PROFILE",
          "CREDENTIALS_FETCHER_HOST",
          "CREDENTIALS_FETCHER_SECRET_NAME_FOR_DOMAINLESS_GMSA");

  /**
   * Settings whose text the agent interprets in ways that do not matter here, the text that stands
   * for the agent's default on Linux, and the JSON field ({@code README.md}, {@code
   * agent/config/config.go}).
   */
  private static final String[][] PLAIN_TEXTS = {
    {ENGINE_AUTH_DATA, "", ""},
    {"AWS_ACCESS_KEY_ID", "", ""},
    {"AWS_SECRET_ACCESS_KEY", "", ""},
    {"AWS_SESSION_TOKEN", "", ""},
    {"ECS_RESERVED_PORTS", "[22, 2375, 2376, 51678, 51679]", "ReservedPorts"},
    {"ECS_RESERVED_PORTS_UDP", "[]", "ReservedPortsUDP"},
    {"ECS_RESERVED_MEMORY", "0", "ReservedMemory"},
    {"ECS_LOGLEVEL", "info", ""},
    {"ECS_LOGLEVEL_ON_INSTANCE", "", ""},
    {"ECS_LOG_DRIVER", "json-file", ""},
    {"ECS_LOG_ROLLOVER_TYPE", "hourly", ""},
    {"ECS_LOG_OUTPUT_FORMAT", "logfmt", ""},
    {"ECS_LOG_MAX_FILE_SIZE_MB", "10", ""},
    {"ECS_LOG_MAX_ROLL_COUNT", "24", ""},
    {CHECKPOINT, "", "Checkpoint"},
    {"ECS_POLLING_METRICS_WAIT_DURATION", "10s", "PollingMetricsWaitDuration"},
    {"ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION", "3h", "TaskCleanupWaitDuration"},
    {"ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER", "", "TaskCleanupWaitDurationJitter"},
    {"ECS_MANIFEST_PULL_TIMEOUT", "1m", "ManifestPullTimeout"},
    {"ECS_CONTAINER_STOP_TIMEOUT", "30s", "DockerStopTimeout"},
    {"ECS_CONTAINER_START_TIMEOUT", "3m", "ContainerStartTimeout"},
    {"ECS_CONTAINER_CREATE_TIMEOUT", "4m", "ContainerCreateTimeout"},
    {"ECS_IMAGE_CLEANUP_INTERVAL", "30m", "ImageCleanupInterval"},
    {"ECS_IMAGE_MINIMUM_CLEANUP_AGE", "1h", "MinimumImageDeletionAge"},
    {"NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE", "1h", "NonECSMinimumImageDeletionAge"},
    {"ECS_NUM_IMAGES_DELETE_PER_CYCLE", "5", "NumImagesToDeletePerCycle"},
    {"NONECS_NUM_CONTAINERS_DELETE_PER_CYCLE", "5", "NumNonECSContainersToDeletePerCycle"},
    {"ECS_IMAGE_PULL_BEHAVIOR", "default", "ImagePullBehavior"},
    {"ECS_IMAGE_PULL_INACTIVITY_TIMEOUT", "1m", "ImagePullInactivityTimeout"},
    {"ECS_IMAGE_PULL_TIMEOUT", "2h", "ImagePullTimeout"},
    {"ECS_CGROUP_CPU_PERIOD", "100ms", "CgroupCPUPeriod"},
    {"ECS_AGENT_HEALTHCHECK_HOST", "localhost", ""},
    {"ECS_TASK_METADATA_RPS_LIMIT", "40,60", "TaskMetadataSteadyStateRate"},
    {"ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM", "none", "ContainerInstancePropagateTagsFrom"},
    {"ECS_EXCLUDE_UNTRACKED_IMAGE", "", ""},
    {"ECS_ALTERNATE_CREDENTIAL_PROFILE", "", ""},
    {"ECS_TASK_PIDS_LIMIT", "", "TaskPidsLimit"},
    {"ECS_RUNTIME_STATS_LOG_FILE", "/log/agent-runtime-stats.log", "RuntimeStatsLogFile"},
    {"ECS_PAUSE_LABELS", "", ""},
    {"ECS_INSTANCE_IP_COMPATIBILITY", "", ""},
    {"ECS_DETAILED_OS_FAMILY", "", ""},
    {"CREDENTIALS_FETCHER_HOST_DIR", "", ""},
    {"CREDENTIALS_FETCHER_HOST", "", ""},
    {"CREDENTIALS_FETCHER_SECRET_NAME_FOR_DOMAINLESS_GMSA", "", ""},
    {"HTTP_PROXY", "", ""},
    {"HTTPS_PROXY", "", ""},
    {"NO_PROXY", "", ""},
    {"http_proxy", "", ""},
    {"https_proxy", "", ""},
    {"no_proxy", "", ""},
  };

  private static final Map<String, AgentSetting> BY_KEY = new LinkedHashMap<>();
  private static final Map<String, AgentSetting> BY_JSON_FIELD = new HashMap<>();
  private static final List<AgentSetting> WITH_ECS_INIT_DEFAULT = new ArrayList<>();

  static {
    securityBooleans();
    otherBooleans();
    texts();
    structured();
  }

  private AgentSettings() {}

  /** All settings, the ones that matter for security first. */
  public static Collection<AgentSetting> all() {
    return BY_KEY.values();
  }

  /** A setting by its variable's name. */
  public static Optional<AgentSetting> find(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /** The setting that a field of {@code ecs.config.json} can say as well. */
  public static Optional<AgentSetting> byJsonField(String field) {
    return Optional.ofNullable(BY_JSON_FIELD.get(field));
  }

  /** Whether the agent takes a member of its JSON file for a field: Go folds case. */
  public static boolean isJsonField(String member, String field) {
    return AgentJsonField.find(member).filter(found -> found.name().equals(field)).isPresent();
  }

  /** Whether it is not known what the agent takes for a setting that nobody sets. */
  public static boolean hasOpenDefault(String key) {
    return OPEN_DEFAULTS.contains(key);
  }

  /**
   * Whether the running agent has what ecs-init gives it where no file sets it. Its environment
   * does not show who set the variable.
   */
  public static boolean mayBeEcsInitDefault(EffectiveValue value) {
    return value.origin().kind() == Origin.Kind.RUNNING_AGENT
        && find(value.key())
            .flatMap(AgentSetting::ecsInitDefault)
            .equals(value.raw().map(SensitiveText::unmasked));
  }

  /** The settings to which ecs-init gives a default of its own. */
  static List<AgentSetting> withEcsInitDefault() {
    return Collections.unmodifiableList(WITH_ECS_INIT_DEFAULT);
  }

  private static void securityBooleans() {
    add(AWSVPC_BLOCK_IMDS, Kind.TRI_STATE_FALSE, "AWSVPCBlockInstanceMetdata");
    withInit(TASK_IAM_ROLE, Kind.TRI_STATE_FALSE, "TaskIAMRoleEnabled", "true");
    withInit(
        TASK_IAM_ROLE_NETWORK_HOST, Kind.PLAIN_FALSE, "TaskIAMRoleEnabledForNetworkHost", "true");
    withInit(TASK_ENI, Kind.TRI_STATE_FALSE, "TaskENIEnabled", "true");
    add(DISABLE_PRIVILEGED, Kind.TRI_STATE_FALSE, "PrivilegedDisabled");
    add(EXTERNAL, Kind.TRI_STATE_FALSE, "External");
    add(RUNTIME_STATS, Kind.TRI_STATE_FALSE, "EnableRuntimeStats");
    add("ECS_ENABLE_PROMETHEUS_METRICS", Kind.ENVIRONMENT_ONLY_FALSE, "");
    add("ECS_AUDIT_LOGFILE_DISABLED", Kind.PLAIN_FALSE, "CredentialsAuditLogDisabled");
    add("ECS_SELINUX_CAPABLE", Kind.TRI_STATE_FALSE, "SELinuxCapable");
    add("ECS_APPARMOR_CAPABLE", Kind.TRI_STATE_FALSE, "AppArmorCapable");
  }

  private static void otherBooleans() {
    withInit("ECS_UPDATES_ENABLED", Kind.TRI_STATE_FALSE, "UpdatesEnabled", "true");
    withInit(
        "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE",
        Kind.TRI_STATE_FALSE,
        "OverrideAWSLogsExecutionRole",
        "true");
    withInit("ECS_EBSTA_SUPPORTED", Kind.PLAIN_TRUE, "EBSTASupportEnabled", "true");
    add("ECS_DISABLE_METRICS", Kind.TRI_STATE_FALSE, "DisableMetrics");
    add("ECS_POLL_METRICS", Kind.TRI_STATE_FALSE, "PollMetrics");
    add("ECS_DISABLE_DOCKER_HEALTH_CHECK", Kind.TRI_STATE_FALSE, "DisableDockerHealthCheck");
    add(
        "ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT",
        Kind.TRI_STATE_FALSE,
        "DependentContainersPullUpfront");
    add("ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP", Kind.TRI_STATE_FALSE, "DeleteNonECSImagesEnabled");
    add("ECS_DISABLE_IMAGE_CLEANUP", Kind.TRI_STATE_FALSE, "ImageCleanupDisabled");
    add("ECS_ENABLE_CONTAINER_METADATA", Kind.TRI_STATE_FALSE, "ContainerMetadataEnabled");
    add("ECS_SHARED_VOLUME_MATCH_FULL_CONFIG", Kind.TRI_STATE_FALSE, "SharedVolumeMatchFullConfig");
    add("ECS_ENABLE_SPOT_INSTANCE_DRAINING", Kind.TRI_STATE_FALSE, "SpotInstanceDrainingEnabled");
    add("ECS_GMSA_SUPPORTED", Kind.TRI_STATE_FALSE, "GMSACapable");
    add(
        "ECS_PROPAGATE_TASK_MEMORY_LIMIT_CGROUPV2",
        Kind.TRI_STATE_FALSE,
        "PropagateTaskMemoryLimitCgroupV2");
    add("ECS_ENABLE_FIRELENS_ASYNC", Kind.TRI_STATE_TRUE, "FirelensAsyncEnabled");
    add("ECS_DOMAIN_JOINED_LINUX_INSTANCE", Kind.ENVIRONMENT_ONLY_FALSE, "");
    add("ECS_WARM_POOLS_CHECK", Kind.TRI_STATE_FALSE, "WarmPoolsSupport");
    add("ECS_ENABLE_TASK_CPU_MEM_LIMIT", Kind.TRI_STATE_TRUE, "TaskCPUMemLimit");
    add("ECS_EXCLUDE_IPV6_PORTBINDING", Kind.TRI_STATE_TRUE, "ShouldExcludeIPv6PortBinding");
    add("ECS_ENABLE_HIGH_DENSITY_ENI", Kind.TRI_STATE_TRUE, "");
    add("ECS_ENABLE_GPU_SUPPORT", Kind.PLAIN_FALSE, "GPUSupportEnabled");
    add("ECS_ENABLE_INF_SUPPORT", Kind.PLAIN_FALSE, "InferentiaSupportEnabled");
    add("ECS_DISABLE_TASK_METADATA_AZ", Kind.PLAIN_FALSE, "TaskMetadataAZDisabled");
  }

  private static void texts() {
    text(CLUSTER, Kind.TRIMMED_TEXT, "Cluster", "");
    text(BACKEND_HOST, Kind.TRIMMED_TEXT, "APIEndpoint", "");
    text(REGION, Kind.TRIMMED_TEXT, "AWSRegion", "");
    text("ECS_ENGINE_AUTH_TYPE", Kind.TRIMMED_TEXT, "EngineAuthType", "");
    text("ECS_NVIDIA_RUNTIME", Kind.TRIMMED_TEXT, "NvidiaRuntime", "nvidia");
    text(DOCKER_HOST, Kind.TEXT, "DockerEndpoint", "unix:///var/run/docker.sock");
    text("ECS_HOST_DATA_DIR", Kind.TEXT, "DataDirOnHost", "/var/lib/ecs");
    text("ECS_AUDIT_LOGFILE", Kind.TEXT, "CredentialsAuditLogFile", "/log/audit.log");
    text("ECS_CNI_PLUGINS_PATH", Kind.TEXT, "CNIPluginsPath", "/amazon-ecs-cni-plugins");
    text("ECS_CGROUP_PATH", Kind.TEXT, "CgroupPath", "/sys/fs/cgroup");
    text("ECS_DYNAMIC_HOST_PORT_RANGE", Kind.TEXT, "DynamicHostPortRange", "");
    textWithInit(CONFIG_FILE_PATH, "", "/etc/ecs/ecs.config.json");
    textWithInit("ECS_DATADIR", "DataDir", "/data");
    textWithInit("ECS_LOGFILE", "", "/log/ecs-agent.log");
    textWithInit("ECS_UPDATE_DOWNLOAD_DIR", "UpdateDownloadDir", "/var/cache/ecs");
    textWithInit("ECS_VOLUME_PLUGIN_CAPABILITIES", "VolumePluginCapabilities", "[\"efsAuth\"]");
    textWithInit("ECS_AGENT_LABELS", "", "");
    for (String[] setting : PLAIN_TEXTS) {
      text(setting[0], Kind.TEXT, setting[2], setting[1]);
    }
  }

  private static void structured() {
    text(INSTANCE_ATTRIBUTES, Kind.STRING_MAP, "InstanceAttributes", "");
    text(INSTANCE_TAGS, Kind.STRING_MAP, "ContainerInstanceTags", "");
    text(ADDITIONAL_LOCAL_ROUTES, Kind.CIDR_LIST, "AWSVPCAdditionalLocalRoutes", "[]");
    put(
        new AgentSetting(
            LOGGING_DRIVERS,
            Kind.STRING_LIST,
            Optional.of("AvailableLoggingDrivers"),
            "[\"json-file\",\"none\"]",
            Optional.of("[\"json-file\",\"syslog\",\"awslogs\",\"fluentd\",\"none\"]")));
  }

  private static void add(String key, Kind kind, String jsonField) {
    text(key, kind, jsonField, Boolean.toString(kind.booleanDefault()));
  }

  private static void withInit(String key, Kind kind, String jsonField, String ecsInitDefault) {
    put(
        new AgentSetting(
            key,
            kind,
            Optional.of(jsonField),
            Boolean.toString(kind.booleanDefault()),
            Optional.of(ecsInitDefault)));
  }

  private static void text(String key, Kind kind, String jsonField, String agentDefault) {
    put(new AgentSetting(key, kind, nonEmpty(jsonField), agentDefault, Optional.empty()));
  }

  private static void textWithInit(String key, String jsonField, String ecsInitDefault) {
    put(new AgentSetting(key, Kind.TEXT, nonEmpty(jsonField), "", Optional.of(ecsInitDefault)));
  }

  private static Optional<String> nonEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static void put(AgentSetting setting) {
    BY_KEY.put(setting.key(), setting);
    setting.jsonField().ifPresent(field -> BY_JSON_FIELD.put(field, setting));
    if (setting.ecsInitDefault().isPresent()) {
      WITH_ECS_INIT_DEFAULT.add(setting);
    }
  }
}
