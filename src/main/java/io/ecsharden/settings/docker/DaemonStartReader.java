package io.ecsharden.settings.docker;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.UnitFacts;
import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonArray;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.unit.UnitFile;
import io.ecsharden.format.unit.UnitFile.Entry;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.docker.DaemonDefect.Kind;
import io.ecsharden.settings.docker.DaemonFlags.Given;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From {@code docker.service}, its sockets and {@code daemon.json} to what dockerd does when it
 * starts with them.
 */
public final class DaemonStartReader {

  /** The engines whose options are known. */
  static final String VERSIONS = "20.10 to 29";

  static final String TWO_DOCKERS =
      "Docker is there twice, as docker.service and from snap ("
          + HostFacts.SNAP_UNIT_FILE
          + "), and the files do not show which one the agent uses";

  /**
   * Options that the snap's wrapper gives dockerd, in some of its versions (docker-snap, {@code
   * bin/dockerd-wrapper}).
   */
  private static final List<String> OF_THE_SNAP =
      List.of("data-root", "exec-root", "pidfile", "group");

  private final HostFacts host;
  private final List<DaemonDefect> defects = new ArrayList<>();
  private final List<ApiAddress> open = new ArrayList<>();
  private Optional<String> unknown = Optional.empty();

  /** Why some versions of dockerd do not start. */
  private Optional<String> refused = Optional.empty();

  private boolean encrypted;

  /**
   * Whether clients need a certificate of one authority. TLS by the file alone and without {@code
   * tlscacert} accepts those of every authority that the system trusts (moby 28, {@code
   * newAPIServerTLSConfig}; Go's crypto/tls, Config.ClientCAs).
   */
  private boolean verified;

  /** Whether that authority is named; by a flag, it is {@code ca.pem} of root otherwise. */
  private boolean authority;

  private DaemonStartReader(HostFacts host) {
    this.host = host;
  }

  /** What the files say. */
  public static DaemonStart read(HostFacts host) {
    return new DaemonStartReader(host).read();
  }

  private DaemonStart read() {
    FileFact json = host.daemonJson();
    boolean seen =
        !(json instanceof FileFact.Absent)
            || host.dockerUnit().fragment().isPresent()
            || !host.dockerUnit().dropIns().isEmpty();
    if (!seen) {
      return DaemonStart.NOTHING;
    }
    DockerEnvironment environment = DockerEnvironment.of(host);
    defects.addAll(environment.defects());
    DaemonCommand command = DaemonCommand.of(host.dockerUnit(), environment);
    DaemonFlags flags = DaemonFlags.of(command.words());
    defects.addAll(command.defects());
    defects.addAll(flags.defects());
    command.unknown().ifPresent(this::unknown);
    Optional<Given> elsewhere = last(flags, "config-file");
    DaemonDirectives directives =
        DaemonDirectives.of(
            elsewhere.map(file -> file.value().equals(json.path())).orElse(true)
                ? json
                : new FileFact.Absent(json.path()));
    elsewhere
        .filter(file -> !file.value().equals(json.path()))
        .ifPresent(file ->
            unknown(
                "dockerd reads "
                    + file.value()
                    + " ("
                    + file.origin().display()
                    + "), which was not read"));
    defects.addAll(directives.defects());
    directives.unknown().ifPresent(this::unknown);
    snap(directives);
    for (Given given : flags.given()) {
      refused(given.option(), given.option().display(), given.origin());
    }
    directives.all().forEach(this::refused);
    conflicts(flags, directives);
    addresses(flags, directives);
    return new DaemonStart(true, defects, open, unknown.or(() -> refused), unknown);
  }

  private void snap(DaemonDirectives directives) {
    if (host.hasSecondDocker()) {
      unknown(TWO_DOCKERS);
    }
    for (String name : host.isSnapDocker() ? OF_THE_SNAP : List.<String>of()) {
      directives
          .find(name)
          .ifPresent(directive ->
              unknown(
                  "the snap's own command may set "
                      + name
                      + " as well ("
                      + directive.origin().display()
                      + "), and dockerd does not start with both"));
    }
  }

  private void refused(String name, DaemonDirectives.Directive directive) {
    DaemonOption.ofDirective(name).ifPresent(option -> refused(option, name, directive.origin()));
  }

  private void refused(DaemonOption option, String name, Origin origin) {
    option
        .refusedFrom()
        .ifPresent(version ->
            refused =
                Optional.of(
                    "dockerd from "
                        + version
                        + " on does not start with "
                        + name
                        + " ("
                        + origin.display()
                        + "), and its version is not known"));
  }

  private static Optional<Given> last(DaemonFlags flags, String name) {
    return flags.given().stream()
        .filter(given -> given.option().flag().equals(name))
        .reduce((first, second) -> second);
  }

  /** One option in both places; runtimes are put together (moby 25, {@code skipDuplicates}). */
  private void conflicts(DaemonFlags flags, DaemonDirectives directives) {
    List<String> named = new ArrayList<>();
    for (Given given : flags.given()) {
      String name = given.option().directive();
      Optional<DaemonDirectives.Directive> directive = directives.find(name);
      if (directive.isEmpty() || name.equals("runtimes") || named.contains(name)) {
        continue;
      }
      named.add(name);
      Origin json = directive.get().origin();
      defects.add(
          twice(json, name + " is also given by " + given.option().display(), given.origin()));
      defects.add(twice(given.origin(), given.option().display() + " is also given", json));
    }
  }

  private static DaemonDefect twice(Origin origin, String what, Origin other) {
    return new DaemonDefect(
        Kind.SET_TWICE,
        origin,
        what + " in " + other.display() + ", and dockerd does not start with both",
        "Keep one of them");
  }

  private void addresses(DaemonFlags flags, DaemonDirectives directives) {
    Optional<Boolean> tls = flag(flags, "tls").or(() -> directives.bool("tls"));
    Optional<Boolean> verify = flag(flags, "tlsverify").or(() -> directives.bool("tlsverify"));
    // a mention of tlsverify turns TLS on, and TLS alone verifies (daemon.go, loadDaemonCliConfig)
    encrypted = verify.isPresent() || tls.orElse(false);
    authority = last(flags, "tlscacert").isPresent() || directives.find("tlscacert").isPresent();
    boolean byFlag = last(flags, "tls").or(() -> last(flags, "tlsverify")).isPresent();
    verified = encrypted && verify.orElse(true) && (authority || byFlag);
    for (Given given : flags.given()) {
      if (given.option().directive().equals("hosts")) {
        address(given.value(), given.origin());
      }
    }
    Optional<DaemonDirectives.Directive> hosts = directives.find("hosts");
    if (hosts.isPresent() && hosts.get().value() instanceof JsonArray array) {
      for (JsonValue element : array.elements()) {
        if (element instanceof JsonString text) {
          address(text.value(), hosts.get().origin());
        }
      }
    }
  }

  private static Optional<Boolean> flag(DaemonFlags flags, String name) {
    return last(flags, name).flatMap(given -> GoBoolean.parse(given.value()));
  }

  /** {@code opts/hosts.go}: what has no scheme is TCP, and TCP without a host is localhost. */
  private void address(String text, Origin origin) {
    String host = text.strip();
    if (host.startsWith("fd://")) {
      sockets();
    } else if (host.startsWith("tcp://")) {
      tcp(host, host.substring("tcp://".length()), origin);
    } else if (!host.isEmpty() && !host.contains("://")) {
      tcp(host, host, origin);
    }
  }

  private void tcp(String shown, String address, Origin origin) {
    String host = hostOf(address);
    boolean loopback =
        host.isEmpty()
            || host.equalsIgnoreCase("localhost")
            || host.startsWith("127.")
            || host.equals("::1");
    add(shown, loopback, origin);
  }

  private static String hostOf(String address) {
    if (address.startsWith("[")) {
      int end = address.indexOf(']');
      return end < 0 ? address : address.substring(1, end);
    }
    int colon = address.indexOf(':');
    return colon < 0 ? address : address.substring(0, colon);
  }

  private void add(String text, boolean loopback, Origin origin) {
    if (!verified) {
      open.add(new ApiAddress(SensitiveText.prose(text).toString(), loopback, encrypted, origin));
    } else if (!authority) {
      unknown(
          "without --tlscacert dockerd accepts the clients of /root/.docker/ca.pem, and does not"
              + " start where that is missing; it was not looked at");
    }
  }

  /** What systemd listens on for dockerd (systemd.socket(5), 252). */
  private void sockets() {
    UnitFacts unit = host.dockerSocket();
    List<ApiAddress> streams = new ArrayList<>();
    List<FileFact> files = new ArrayList<>(unit.fragment().stream().toList());
    files.addAll(unit.dropIns());
    streams(files, streams);
    for (FileFact other : host.otherDockerSockets()) {
      List<ApiAddress> own = new ArrayList<>();
      streams(List.of(other), own);
      streams.addAll(own);
    }
    streams.forEach(stream -> add(stream.text(), stream.loopback(), stream.origin()));
  }

  private void streams(List<FileFact> unit, List<ApiAddress> streams) {
    for (FileFact file : unit) {
      if (file instanceof FileFact.Unreadable unreadable && unreadable.mayHoldMore()) {
        unknown(file.path() + " could not be read: " + unreadable.detail());
      }
      for (Entry entry : UnitFile.parse(file.bytesOrEmpty()).entries()) {
        if (entry.section().equals("Socket") && entry.name().equals("ListenStream")) {
          if (entry.value().isEmpty()) {
            streams.clear();
          } else {
            stream(entry.value(), Origin.line(file.path(), entry.line())).ifPresent(streams::add);
          }
        }
      }
    }
  }

  /** A port alone is one on all addresses. */
  private static Optional<ApiAddress> stream(String value, Origin origin) {
    char first = value.charAt(0);
    if (first == '/' || first == '@' || first == '%' || value.startsWith("vsock:")) {
      return Optional.empty();
    }
    String host = value.contains(":") ? hostOf(value) : "0.0.0.0";
    boolean loopback = host.startsWith("127.") || host.equals("::1");
    return Optional.of(new ApiAddress(value, loopback, false, origin));
  }

  private void unknown(String reason) {
    unknown = unknown.or(() -> Optional.of(reason));
  }
}
