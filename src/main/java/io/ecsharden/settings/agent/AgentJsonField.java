package io.ecsharden.settings.agent;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonArray;
import io.ecsharden.format.json.JsonValue.JsonBoolean;
import io.ecsharden.format.json.JsonValue.JsonNull;
import io.ecsharden.format.json.JsonValue.JsonNumber;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.format.net.AddressBlock;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of {@code ecs.config.json} and what each accepts: the exported fields of the agent's
 * {@code Config} struct (amazon-ecs-agent 1.105.1, {@code agent/config/types.go}), read by Go's
 * {@code encoding/json}.
 */
record AgentJsonField(String name, GoType type) {

  private static final Map<String, AgentJsonField> BY_FOLDED_NAME = new LinkedHashMap<>();

  static {
    put(
        GoType.STRING,
        "ClusterArn Cluster APIEndpoint DockerEndpoint AWSRegion DataDir DataDirOnHost"
            + " EngineAuthType UpdateDownloadDir CredentialsAuditLogFile CNIPluginsPath"
            + " PauseContainerTarballPath PauseContainerImageName PauseContainerTag CgroupPath"
            + " NvidiaRuntime RuntimeStatsLogFile DynamicHostPortRange"
            + " CSIDriverSocketPath");
    put(
        GoType.TRI_STATE,
        "Checkpoint UpdatesEnabled DisableMetrics PollMetrics DisableDockerHealthCheck"
            + " DependentContainersPullUpfront PrivilegedDisabled SELinuxCapable AppArmorCapable"
            + " TaskIAMRoleEnabled DeleteNonECSImagesEnabled TaskCPUMemLimit TaskENIEnabled"
            + " ENITrunkingEnabled ImageCleanupDisabled AWSVPCBlockInstanceMetdata"
            + " ContainerMetadataEnabled OverrideAWSLogsExecutionRole SharedVolumeMatchFullConfig"
            + " SpotInstanceDrainingEnabled GMSACapable GMSADomainlessCapable"
            + " FSxWindowsFileServerCapable External EnableRuntimeStats"
            + " ShouldExcludeIPv6PortBinding WarmPoolsSupport FirelensAsyncEnabled"
            + " PropagateTaskMemoryLimitCgroupV2");
    put(
        GoType.BOOL,
        "CredentialsAuditLogDisabled TaskIAMRoleEnabledForNetworkHost PrometheusMetricsEnabled"
            + " NoIID GPUSupportEnabled InferentiaSupportEnabled TaskMetadataAZDisabled"
            + " EBSTASupportEnabled IMDSIAMRolesEnabled");
    put(
        GoType.INT64,
        "PollingMetricsWaitDuration DockerStopTimeout ContainerStartTimeout ContainerCreateTimeout"
            + " ImagePullInactivityTimeout ImagePullTimeout TaskCleanupWaitDuration"
            + " TaskCleanupWaitDurationJitter MinimumImageDeletionAge"
            + " NonECSMinimumImageDeletionAge ImageCleanupInterval NumImagesToDeletePerCycle"
            + " NumNonECSContainersToDeletePerCycle TaskMetadataSteadyStateRate"
            + " TaskMetadataBurstRate ENIPauseContainerCleanupDelaySeconds CgroupCPUPeriod"
            + " TaskPidsLimit ManifestPullTimeout NodeStageTimeout NodeUnstageTimeout");
    put(GoType.UINT16, "ReservedMemory");
    put(GoType.INT8, "ImagePullBehavior ContainerInstancePropagateTagsFrom");
    put(GoType.UINT16_LIST, "ReservedPorts ReservedPortsUDP");
    put(
        GoType.STRING_LIST,
        "AvailableLoggingDrivers ImageCleanupExclusionList VolumePluginCapabilities"
            + " InstanceENIDNSServerList");
    put(GoType.STRING_MAP, "InstanceAttributes ContainerInstanceTags");
    put(GoType.CIDR, "OverrideAWSVPCLocalIPv4Address");
    put(GoType.CIDR_LIST, "AWSVPCAdditionalLocalRoutes");
    put(GoType.STRUCT, "PlatformVariables InstanceIPCompatibility");
    put(GoType.RAW, "EngineAuthData");
  }

  private static void put(GoType type, String names) {
    for (String name : names.split(" ")) {
      BY_FOLDED_NAME.put(fold(name), new AgentJsonField(name, type));
    }
  }

  /** The field that Go would fill from a member of this name: its case does not matter. */
  static Optional<AgentJsonField> find(String name) {
    return Optional.ofNullable(BY_FOLDED_NAME.get(fold(name)));
  }

  /** Go's simple folding, as far as it meets ASCII: the long s and the Kelvin sign count too. */
  static String fold(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      folded.append(
          c == '\u017F' ? 's' : c == '\u212A' ? 'k' : c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
    }
    return folded.toString();
  }

  /** What a Go type makes of a JSON value. */
  enum Verdict {
    /** It is stored. */
    FITS,
    /** It is skipped, the rest is still read, and the whole is an error in the end. */
    MISMATCH,
    /** Reading stops here with an error. */
    STOPS
  }

  /** The Go types of the fields. */
  enum GoType {
    STRING,
    TRI_STATE,
    BOOL,
    INT64,
    UINT16,
    INT8,
    UINT16_LIST,
    STRING_LIST,
    STRING_MAP,
    CIDR,
    CIDR_LIST,
    STRUCT,
    RAW;

    Verdict judge(JsonValue value) {
      if (value instanceof JsonNull) {
        return Verdict.FITS;
      }
      return switch (this) {
        case STRING -> fitsIf(value instanceof JsonString);
        case TRI_STATE -> triState(value);
        case BOOL -> fitsIf(value instanceof JsonBoolean);
        case INT64 -> fitsIf(isWhole(value, 64, true));
        case UINT16 -> fitsIf(isWhole(value, 16, false));
        case INT8 -> fitsIf(isWhole(value, 8, true));
        case UINT16_LIST -> elements(value, UINT16);
        case STRING_LIST -> elements(value, STRING);
        case STRING_MAP -> members(value);
        case CIDR ->
            value instanceof JsonString(String text, int s, int e)
                    && AddressBlock.parse(text).isPresent()
                ? Verdict.FITS
                : Verdict.STOPS;
        case CIDR_LIST -> cidrs(value);
        case STRUCT -> fitsIf(value instanceof JsonObject);
        case RAW -> Verdict.FITS;
      };
    }

    private static Verdict fitsIf(boolean fits) {
      return fits ? Verdict.FITS : Verdict.MISMATCH;
    }

    private static Verdict triState(JsonValue value) {
      return switch (value) {
        case JsonBoolean b -> Verdict.FITS;
        case JsonNumber(String literal, int s, int e) ->
            GoBoolean.parse(literal).isPresent() ? Verdict.FITS : Verdict.STOPS;
        default -> Verdict.STOPS;
      };
    }

    private static boolean isWhole(JsonValue value, int bits, boolean signed) {
      if (!(value instanceof JsonNumber(String literal, int s, int e))
          || literal.length() > 20
          || !isDigits(literal)) {
        return false;
      }
      BigInteger number = new BigInteger(literal);
      return signed
          ? number.bitLength() < bits
          : number.signum() >= 0 && number.bitLength() <= bits;
    }

    private static boolean isDigits(String literal) {
      for (int i = literal.startsWith("-") ? 1 : 0; i < literal.length(); i++) {
        if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
          return false;
        }
      }
      return true;
    }

    private static Verdict elements(JsonValue value, GoType element) {
      if (!(value instanceof JsonArray array)) {
        return Verdict.MISMATCH;
      }
      boolean all = array.elements().stream().allMatch(e -> element.judge(e) == Verdict.FITS);
      return fitsIf(all);
    }

    private static Verdict members(JsonValue value) {
      if (!(value instanceof JsonObject object)) {
        return Verdict.MISMATCH;
      }
      for (Member member : object.members()) {
        if (STRING.judge(member.value()) != Verdict.FITS) {
          return Verdict.MISMATCH;
        }
      }
      return Verdict.FITS;
    }

    private static Verdict cidrs(JsonValue value) {
      if (!(value instanceof JsonArray array)) {
        return Verdict.MISMATCH;
      }
      for (JsonValue element : array.elements()) {
        if (element instanceof JsonNull || CIDR.judge(element) != Verdict.FITS) {
          return Verdict.STOPS;
        }
      }
      return Verdict.FITS;
    }
  }
}
