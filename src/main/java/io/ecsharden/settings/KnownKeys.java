package io.ecsharden.settings;

import io.ecsharden.format.EditDistance;
import io.ecsharden.secrets.SettingNames;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which variables anybody reads, and which one a misspelt name was meant to be. */
public final class KnownKeys {

  /** Documented or once read, and read by nothing on Linux today; with what to say about it. */
  private static final Map<String, String> DEAD =
      Map.of(
          "ECS_OFFHOST_INTROSPECTION_INTERFACE_NAME",
          "ecs-init stopped reading it in 1.97.0, although it is still documented",
          "ECS_ENABLE_CPU_UNBOUNDED_WINDOWS_WORKAROUND",
          "only the agent for Windows reads it",
          "ECS_ENABLE_MEMORY_UNBOUNDED_WINDOWS_WORKAROUND",
          "only the agent for Windows reads it",
          "ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED",
          "only the agent for Windows reads it",
          "ECS_PRIVILEGED_DISABLED",
          "the agent reads ECS_DISABLE_PRIVILEGED",
          "FTP_PROXY",
          "neither agent nor ecs-init speaks FTP",
          "ftp_proxy",
          "neither agent nor ecs-init speaks FTP");

  /** Names that people try, too far from the right one to be taken for a misspelling. */
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
    return isSetting(key) || RUNTIME.contains(key) || key.startsWith("AWS_") && isPlainName(key);
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

  /** The setting that a name was probably meant to be: without its prefix, or a few letters off. */
  public static Optional<String> nearest(String key) {
    String upper = key.toUpperCase(Locale.ROOT);
    for (String prefix : new String[] {"ECS_", "ECS_ENABLE_", "ECS_AGENT_", "AWS_"}) {
      if (isSetting(prefix + upper)) {
        return Optional.of(prefix + upper);
      }
    }
    Optional<String> alias = Optional.ofNullable(ALIASES.get(upper)).or(() -> withoutMiddle(upper));
    if (alias.isPresent()) {
      return alias;
    }
    int allowed = upper.length() > 12 ? 3 : upper.length() > 6 ? 2 : 1;
    String best = "";
    for (String known : SettingNames.all()) {
      int distance = EditDistance.between(upper, known, allowed);
      if (distance <= allowed) {
        allowed = distance - 1;
        best = known;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
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
