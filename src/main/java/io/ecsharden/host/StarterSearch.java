package io.ecsharden.host;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.StarterFacts;
import io.ecsharden.facts.UnitFacts;
import io.ecsharden.format.shell.ShellLine;
import io.ecsharden.host.files.HostRoot;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for what may start the agent where ecs-init's unit does not: other units, upstart, scripts
 * of the boot, cron, supervisor, Docker compose, pods and podman's units. Only a few places of each
 * are known, and a file is kept only where it speaks of the agent's image.
 */
final class StarterSearch {

  private static final List<String> UPSTART =
      List.of("/etc/init/ecs.conf", "/etc/init/ecs.override");

  private static final List<String> FILES =
      List.of(
          "/etc/rc.local",
          "/etc/rc.d/rc.local",
          "/etc/crontab",
          "/var/spool/cron/root",
          "/var/spool/cron/crontabs/root",
          "/etc/supervisord.conf",
          "/etc/supervisor/supervisord.conf");

  /** Directories and how the names of their files end; a directory of compose ends in a slash. */
  private static final Map<String, String> DIRECTORIES = directories();

  /** Of runit and s6: a directory for each service, with its script {@code run}. */
  private static final List<String> SERVICE_DIRECTORIES =
      List.of("/etc/sv", "/etc/service", "/etc/runit/sv", "/service", "/etc/s6/sv");

  private static final List<String> COMPOSE_DIRECTORIES =
      List.of("/etc/ecs", "/opt", "/srv", "/root", "/home/ec2-user", "/home/ubuntu", "/home/admin");

  private static final List<String> COMPOSE_NAMES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

  /** Programs' own directories, which hold no script of a person. */
  private static final List<String> PROGRAMS =
      List.of("/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/");

  private static final List<String> PROGRAM_DIRECTORIES = List.of("/usr/bin", "/usr/sbin");

  private static final List<String> ECS_INIT =
      List.of("/usr/libexec/amazon-ecs-init", "/usr/sbin/amazon-ecs-init");

  private final HostRoot host;
  private final Map<String, FileFact> found = new LinkedHashMap<>();
  private Set<String> root = Set.of();
  private Set<String> etc = Set.of();

  StarterSearch(HostRoot host) {
    this.host = host;
  }

  private static Map<String, String> directories() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("/etc/cron.d", "");
    all.put("/etc/init.d", "");
    all.put("/var/lib/cloud/scripts/per-boot", "");
    all.put("/etc/supervisord.d", "");
    all.put("/etc/supervisor/conf.d", ".conf");
    all.put("/etc/kubernetes/manifests", "");
    all.put("/etc/containers/systemd", ".container");
    all.put("/usr/share/containers/systemd", ".container");
    all.put("/etc/init", ".conf");
    return all;
  }

  /** What a unit's commands name: scripts, files of compose and files of variables. */
  StarterFacts ofUnit(UnitFacts unit) {
    unit.fragment().ifPresent(this::named);
    unit.dropIns().forEach(this::named);
    List.copyOf(found.values()).forEach(this::variables);
    return new StarterFacts(List.copyOf(found.values()), false);
  }

  /** Units for ECS that somebody made beside ecs-init's, and that speak of the agent's image. */
  StarterFacts besides(UnitFacts packaged) {
    for (String name : host.names("/etc/systemd/system", ".service")) {
      if (name.contains("ecs") && !name.equals(packaged.name())) {
        keep("/etc/systemd/system/" + name);
      }
    }
    return found.isEmpty()
        ? StarterFacts.NONE
        : new StarterFacts(List.copyOf(found.values()), false);
  }

  /**
   * What is there besides units.
   *
   * @param docker Docker's unit: where it was seen, ecs-init's would have been as well
   */
  StarterFacts elsewhere(UnitFacts unit, UnitFacts docker) {
    root = Set.copyOf(host.names("/", ""));
    etc = Set.copyOf(host.names("/etc", ""));
    UPSTART.stream().filter(this::mayBe).forEach(this::upstart);
    FILES.stream().filter(this::mayBe).forEach(this::keep);
    DIRECTORIES.forEach((directory, suffix) -> {
      if (mayBe(directory)) {
        host.names(directory, suffix).forEach(name -> keep(directory + "/" + name));
      }
    });
    SERVICE_DIRECTORIES.stream()
        .filter(this::mayBe)
        .forEach(directory ->
            host.names(directory, "").forEach(name -> keep(directory + "/" + name + "/run")));
    COMPOSE_DIRECTORIES.stream().filter(this::mayBe).forEach(this::composeBelow);
    List.copyOf(found.values()).forEach(this::variables);
    boolean installed = ECS_INIT.stream().anyMatch(host::exists);
    boolean whole = docker.fragment().isPresent() || isWhole();
    return new StarterFacts(List.copyOf(found.values()), unit.masked() || whole && !installed);
  }

  /** Whether programs can be seen: where only {@code /etc} is mounted, ecs-init's cannot. */
  private boolean isWhole() {
    return PROGRAM_DIRECTORIES.stream().anyMatch(host::exists);
  }

  /** One look at a directory saves many at what cannot be in it. */
  private boolean mayBe(String path) {
    int second = path.indexOf('/', 1);
    String top = second < 0 ? path.substring(1) : path.substring(1, second);
    if (!root.contains(top)) {
      return false;
    }
    if (!top.equals("etc") || second < 0) {
      return true;
    }
    int third = path.indexOf('/', second + 1);
    return etc.contains(path.substring(second + 1, third < 0 ? path.length() : third));
  }

  private void upstart(String path) {
    FileFact file = host.read(path);
    if (file instanceof FileFact.Content || file.mayHoldMore()) {
      found.put(path, file);
    }
  }

  private void composeBelow(String directory) {
    compose(directory);
    for (String name : host.names(directory, "")) {
      if (name.contains("ecs")) {
        compose(directory + "/" + name);
      }
    }
  }

  private void compose(String directory) {
    COMPOSE_NAMES.forEach(name -> keep(directory + "/" + name));
  }

  private void keep(String path) {
    FileFact file = host.read(path);
    if (file.mentions(StarterFacts.IMAGE)) {
      found.put(path, file);
    }
  }

  private void named(FileFact unit) {
    String directory = "";
    for (ShellLine line : lines(unit)) {
      for (String word : line.words()) {
        if (word.startsWith("WorkingDirectory=/")) {
          directory = word.substring("WorkingDirectory=".length());
        }
        String path = word.substring(Math.max(0, word.indexOf('/')));
        if (path.startsWith("/") && PROGRAMS.stream().noneMatch(path::startsWith)) {
          keep(path);
        }
      }
    }
    if (!directory.isEmpty()) {
      compose(directory);
    }
    variables(unit);
  }

  /** Files of variables that a command or a file of compose names. */
  private void variables(FileFact file) {
    String directory = file.path().substring(0, file.path().lastIndexOf('/') + 1);
    String before = "";
    for (ShellLine line : lines(file)) {
      for (String word : line.words()) {
        boolean after =
            before.equals("--env-file") || before.equals("env_file:") || before.equals("-");
        String path = after ? word : value(word, "--env-file=", "EnvironmentFile=");
        if (!path.isEmpty() && (path.startsWith("/") || file.path().endsWith("ml"))) {
          String absolute = path.startsWith("/") ? path : directory + withoutDot(path);
          FileFact variables = host.read(absolute);
          if (variables instanceof FileFact.Content) {
            found.putIfAbsent(absolute, variables);
          }
        }
        before = word;
      }
    }
  }

  private static String value(String word, String... options) {
    for (String option : options) {
      if (word.startsWith(option)) {
        return word.substring(option.length());
      }
    }
    return "";
  }

  private static String withoutDot(String path) {
    return path.startsWith("./") ? path.substring(2) : path;
  }

  private static List<ShellLine> lines(FileFact file) {
    return ShellLine.all(new String(file.bytesOrEmpty(), StandardCharsets.UTF_8));
  }
}
