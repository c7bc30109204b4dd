package io.ecsharden.settings.docker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An option of dockerd: a flag, a directive of {@code daemon.json}, or both (moby 20.10.25,
 * 23.0.15, 24.0.9, 25.0.6, 26.1.5, 27.5.1, 28.5.2 and 29.0-dev, {@code cmd/dockerd/config.go},
 * {@code config_unix.go}, {@code options.go}, {@code daemon/config/config.go}).
 *
 * @param flag without its dashes; empty where there is none
 * @param directive empty where there is none
 * @param refusedFrom the major version of the first engine that does not know it any more
 */
record DaemonOption(String flag, String directive, Kind kind, Optional<String> refusedFrom) {

  /** What an option's value is. */
  enum Kind {
    BOOL,
    NUMBER,
    TEXT,
    /** An array of texts; as a flag, one of them. */
    LIST,
    /** An object whose values are texts; as a flag, one {@code name=value}. */
    TEXTS,
    /** An object. */
    OBJECT,
    /** An array of something else than texts. */
    ARRAY,
    ANY
  }

  /** flag, with its short form; directive, or = for the same, - for none; kind; refused from. */
  private static final String TABLE =
      """
      add-runtime runtimes object
      allow-direct-routing = bool
      allow-nondistributable-artifacts = list
      api-cors-header = text 27
      authorization-plugin authorization-plugins list
      bip = text
      bip6 = text
      bridge/b = text
      bridge-accept-fwmark = text
      cdi-spec-dir cdi-spec-dirs list
      cgroup-parent = text
      cluster-advertise = text 23
      cluster-store = text 23
      cluster-store-opt cluster-store-opts texts 23
      config-file - text
      containerd = text
      containerd-namespace = text
      containerd-plugins-namespace = text
      cpu-rt-period = number
      cpu-rt-runtime = number
      cri-containerd = bool
      data-root = text
      debug/D = bool
      default-address-pool default-address-pools array
      default-cgroupns-mode = text
      default-gateway = text
      default-gateway-v6 = text
      default-ipc-mode = text
      default-network-opt default-network-opts object
      default-runtime = text
      default-shm-size = any
      default-stop-timeout = number
      default-ulimit default-ulimits object
      dns = list
      dns-opt dns-opts list
      dns-search = list
      exec-opt exec-opts list
      exec-root = text
      experimental = bool
      feature features object
      firewall-backend = text
      fixed-cidr = text
      fixed-cidr-v6 = text
      graph/g = text 23
      group/G = text
      help/h - bool
      host/H hosts list
      host-gateway-ip = text
      host-gateway-ip host-gateway-ips list
      http-proxy = text
      https-proxy = text
      icc = bool
      init = bool
      init-path = text
      insecure-registry insecure-registries list
      ip = text
      ip-forward = bool
      ip-forward-no-drop = bool
      ip-masq = bool
      ip6tables = bool
      iptables = bool
      ipv6 = bool
      label labels list
      live-restore = bool
      log-driver = text
      log-format = text
      log-level/l = text
      log-opt log-opts texts
      max-concurrent-downloads = number
      max-concurrent-uploads = number
      max-download-attempts = number
      metrics-addr = text
      min-api-version = text
      mtu = number
      network-control-plane-mtu = number
      network-diagnostic-port = number
      no-new-privileges = bool
      no-proxy = text
      node-generic-resource node-generic-resources list
      nri-opts = any
      oom-score-adjust = number 26
      pidfile/p = text
      raw-logs = bool
      registry-mirror registry-mirrors list
      restart/r - bool
      rootless = bool
      seccomp-profile = text
      selinux-enabled = bool
      shutdown-timeout = number
      storage-driver/s = text
      storage-opt storage-opts list
      swarm-default-advertise-addr = text
      tls = bool
      tlscacert = text
      tlscert = text
      tlskey = text
      tlsverify = bool
      userland-proxy = bool
      userland-proxy-path = text
      userns-remap = text
      validate - bool
      version/v - bool
      """;

  /** Directives without a flag. */
  private static final String WITHOUT_FLAG = "builder object\ndeprecated-key-path text\n";

  private static final Map<String, DaemonOption> BY_FLAG = new HashMap<>();
  private static final Map<Character, DaemonOption> BY_LETTER = new HashMap<>();
  private static final Map<String, DaemonOption> BY_DIRECTIVE = new HashMap<>();

  static {
    TABLE.lines().map(line -> line.split(" ")).forEach(DaemonOption::add);
    for (String line : WITHOUT_FLAG.lines().toList()) {
      String[] words = line.split(" ");
      BY_DIRECTIVE.put(words[0], new DaemonOption("", words[0], kind(words[1]), Optional.empty()));
    }
  }

  private static void add(String[] words) {
    int slash = words[0].indexOf('/');
    String flag = slash < 0 ? words[0] : words[0].substring(0, slash);
    String directive =
        switch (words[1]) {
          case "=" -> flag;
          case "-" -> "";
          default -> words[1];
        };
    Optional<String> refused = words.length > 3 ? Optional.of(words[3]) : Optional.empty();
    DaemonOption option = new DaemonOption(flag, directive, kind(words[2]), refused);
    BY_FLAG.putIfAbsent(flag, option);
    if (slash >= 0) {
      BY_LETTER.put(words[0].charAt(slash + 1), option);
    }
    if (!directive.isEmpty()) {
      BY_DIRECTIVE.put(directive, option);
    }
  }

  private static Kind kind(String name) {
    return switch (name) {
      case "bool" -> Kind.BOOL;
      case "number" -> Kind.NUMBER;
      case "text" -> Kind.TEXT;
      case "list" -> Kind.LIST;
      case "texts" -> Kind.TEXTS;
      case "object" -> Kind.OBJECT;
      case "array" -> Kind.ARRAY;
      default -> Kind.ANY;
    };
  }

  /** The option of {@code --flag}. */
  static Optional<DaemonOption> ofFlag(String flag) {
    return Optional.ofNullable(BY_FLAG.get(flag));
  }

  /** The option of {@code -H}. */
  static Optional<DaemonOption> ofLetter(char letter) {
    return Optional.ofNullable(BY_LETTER.get(letter));
  }

  /** The option of a name in {@code daemon.json}, exactly as it is written there. */
  static Optional<DaemonOption> ofDirective(String name) {
    return Optional.ofNullable(BY_DIRECTIVE.get(name));
  }

  /** Whether dockerd looks at the names in this directive's object as values, not as directives. */
  boolean isFlat() {
    return kind == Kind.TEXTS || kind == Kind.OBJECT;
  }

  /** {@code --host}, or {@code builder}. */
  String display() {
    return flag.isEmpty() ? directive : "--" + flag;
  }
}
