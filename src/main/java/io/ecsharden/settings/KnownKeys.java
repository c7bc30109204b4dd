package io.ecsharden.settings;

import io.ecsharden.format.NearestName;
import io.ecsharden.secrets.SettingNames;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which variables anybody reads, and which one a misspelt name stands for. */
public final class KnownKeys {

  private static final String WINDOWS = "only the agent for Windows reads it";
  private static final String FOR_TASKS = "the agent sets it for tasks, and does not read it";
  private static final String FOR_PLUGINS =
      "the agent sets it for its network plugins, and does not read it";
  private static final String BUILD = "only the build of the agent reads it";
  private static final String NO_FTP = "neither agent nor ecs-init speaks FTP";

  /** Documented or once read, and read by nothing on Linux today; with what to say about it. */
  private static final Map<String, String> DEAD =
      Map.ofEntries(
          Map.entry(
              "ECS_OFFHOST_INTROSPECTION_INTERFACE_NAME",
              "ecs-init stopped reading it in 1.97.0, although it is still documented"),
          Map.entry("ECS_ENABLE_CPU_UNBOUNDED_WINDOWS_WORKAROUND", WINDOWS),
          Map.entry("ECS_ENABLE_MEMORY_UNBOUNDED_WINDOWS_WORKAROUND", WINDOWS),
          Map.entry("ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED", WINDOWS),
          Map.entry("ECS_PRIVILEGED_DISABLED", "the agent reads ECS_DISABLE_PRIVILEGED"),
          Map.entry("ECS_AGENT_URI", FOR_TASKS),
          Map.entry("ECS_CONTAINER_METADATA_FILE", FOR_TASKS),
          Map.entry("ECS_CONTAINER_METADATA_URI", FOR_TASKS),
          Map.entry("ECS_CONTAINER_METADATA_URI_V4", FOR_TASKS),
          Map.entry("ECS_CONTAINER_INSTANCE_ARN", FOR_TASKS),
          Map.entry("AWS_NEURON_VISIBLE_DEVICES", FOR_TASKS),
          Map.entry("NVIDIA_VISIBLE_DEVICES", FOR_TASKS),
          Map.entry("ECS_CNI_LOGLEVEL", FOR_PLUGINS),
          Map.entry("ECS_CNI_LOG_FILE", FOR_PLUGINS),
          Map.entry("ECS_RELEASE", BUILD),
          Map.entry("ECS_UNKNOWN_VERSION", BUILD),
          Map.entry("AWS_ECS_EC2", "a task has it as a value, and no variable has this name"),
          Map.entry("FTP_PROXY", NO_FTP),
          Map.entry("ftp_proxy", NO_FTP));

  /** Names that people try, too far from the right one to look like a misspelling. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "ECS_CLUSTER_NAME",
          AgentSettings.CLUSTER,
          "ECS_CLUSTER_ARN",
          AgentSettings.CLUSTER,
          "ECS_AWSVPC_BLOCK_INSTANCE_METADATA",
          AgentSettings.AWSVPC_BLOCK_IMDS);

  /** Read by the agent's SDK, its Go runtime or the C library rather than by its own code. */
  private static final Set<String> RUNTIME =
      Set.of(
          "GODEBUG",
          "GOGC",
          "GOMEMLIMIT",
          "GOMAXPROCS",
          "GOTRACEBACK",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "TZ",
          "ALL_PROXY",
          "all_proxy",
          "PATH",
          "HOME");

  private KnownKeys() {}

  /** The settings that the agent or ecs-init reads. */
  public static Set<String> settings() {
    return SettingNames.all();
  }

  /** Whether the agent or ecs-init reads a variable as a setting. */
  public static boolean isSetting(String key) {
    return SettingNames.contains(key);
  }

  /** Whether anything in the agent's container or in ecs-init reads a variable. */
  public static boolean isRead(String key) {
    return isSetting(key) || isReadBesides(key);
  }

  /** Whether the agent's SDK, its runtime or the C library reads a variable that is no setting. */
  public static boolean isReadBesides(String key) {
    boolean read =
        RUNTIME.contains(key)
            || key.startsWith("AWS_") && isPlainName(key) && !DEAD.containsKey(key);
    return read && !isSetting(key);
  }

  /** Why a variable that people know is read by nothing. */
  public static Optional<String> deadBecause(String key) {
    return Optional.ofNullable(DEAD.get(key));
  }

  /** The setting that differs only in case. */
  public static Optional<String> inOtherCase(String key) {
    String upper = key.toUpperCase(Locale.ROOT);
    return !isSetting(key) && isSetting(upper) ? Optional.of(upper) : Optional.empty();
  }

  /** The setting that a name probably stands for: without its prefix, or a few letters off. */
  public static Optional<String> nearest(String key) {
    String upper = key.toUpperCase(Locale.ROOT);
    for (String prefix : new String[] {"ECS_", "ECS_ENABLE_", "ECS_AGENT_", "AWS_"}) {
      if (isSetting(prefix + upper)) {
        return Optional.of(prefix + upper);
      }
    }
    Optional<String> alias =
        Optional.ofNullable(ALIASES.get(upper))
            .or(() -> withoutMiddle(upper))
            .or(() -> oneWordLess(upper));
    if (alias.isPresent()) {
      return alias;
    }
    int allowed = upper.length() > 12 ? 3 : upper.length() > 6 ? 2 : 1;
    return NearestName.within(allowed, upper, SettingNames.all());
  }

  /** {@code ECS_BLOCK_IMDS}: the only setting that ends like this. */
  private static Optional<String> withoutMiddle(String upper) {
    String tail = upper.startsWith("ECS_") ? upper.substring("ECS_".length()) : upper;
    List<String> same =
        tail.length() < 8
            ? List.of()
            : SettingNames.all().stream().filter(k -> k.endsWith("_" + tail)).toList();
    return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
  }

  /** {@code ECS_ENGINE_CLEANUP_WAIT_DURATION}: the only setting with these words and one more. */
  private static Optional<String> oneWordLess(String upper) {
    List<String> words = List.of(upper.split("_"));
    List<String> same =
        words.size() < 4
            ? List.of()
            : SettingNames.all().stream().filter(k -> hasOneMore(k.split("_"), words)).toList();
    return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
  }

  private static boolean hasOneMore(String[] longer, List<String> words) {
    if (longer.length != words.size() + 1) {
      return false;
    }
    int found = 0;
    for (String word : longer) {
      if (found < words.size() && word.equals(words.get(found))) {
        found++;
      }
    }
    return found == words.size();
  }

  private static boolean isPlainName(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')) {
        return false;
      }
    }
    return true;
  }
}
