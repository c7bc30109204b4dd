package io.ecsharden.settings.starter;

import io.ecsharden.facts.ContainerNetwork;
import io.ecsharden.format.shell.ShellLine;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code docker run [OPTIONS] IMAGE}, and the same by its relatives (docker/cli, {@code
 * cli/command/container/opts.go}; podman-run(1); nerdctl's command reference; {@code ctr run
 * --help}).
 */
final class RunCommand {

  /** Options without a value of their own in the next word. */
  private static final Set<String> SWITCHES =
      Set.of(
          "--detach",
          "--disable-content-trust",
          "--init",
          "--interactive",
          "--net-host",
          "--no-healthcheck",
          "--oom-kill-disable",
          "--privileged",
          "--publish-all",
          "--quiet",
          "--read-only",
          "--replace",
          "--rm",
          "--sig-proxy",
          "--tty");

  /** One-letter options without a value. */
  private static final String LETTERS = "ditqP";

  /** What the agent's image names as its ports (amazon-ecs-agent 1.105.1, its Dockerfile). */
  private static final String EXPOSED = "51678-51679";

  /** Global options stand between the program and its verb. */
  private static final int FARTHEST = 8;

  private final Maker maker;
  private final Origin where;
  private final List<Given> variables = new ArrayList<>();
  private final List<Given> files = new ArrayList<>();
  private final List<String> volumes = new ArrayList<>();
  private ContainerNetwork network;
  private boolean privileged;
  private boolean unconfined;
  private boolean namedAgent;
  private Optional<String> open = Optional.empty();

  private RunCommand(Maker maker, Origin where) {
    this.maker = maker;
    this.where = where;
    // ctr gives a container no network unless it is asked to
    network = maker == Maker.CTR ? ContainerNetwork.USUAL.in("none") : ContainerNetwork.USUAL;
  }

  /** The command in a line that makes the agent's container, also one that a shell gets as text. */
  static Optional<ContainerCommand> in(List<String> words, Origin where) {
    for (int i = 0; i < words.size(); i++) {
      Optional<Maker> maker = maker(words.get(i));
      int verb = maker.isPresent() ? verb(words, i) : -1;
      if (verb > 0) {
        Optional<ContainerCommand> found =
            new RunCommand(maker.get(), where).options(words, verb + 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    for (String word : words) {
      if (word.indexOf(' ') > 0 && word.contains("run ")) {
        Optional<ContainerCommand> inner = in(ShellLine.words(word), where);
        if (inner.isPresent()) {
          return inner;
        }
      }
    }
    return Optional.empty();
  }

  /** The program of a word such as {@code ExecStart=-/usr/bin/docker}. */
  private static Optional<Maker> maker(String word) {
    for (Maker maker : Maker.values()) {
      String name =
          switch (maker) {
            case DOCKER -> "docker";
            case PODMAN -> "podman";
            case NERDCTL -> "nerdctl";
            case CTR -> "ctr";
            case COMPOSE, POD, QUADLET -> "";
          };
      int before = word.length() - name.length() - 1;
      boolean whole = before < 0 || "/=-(`".indexOf(word.charAt(before)) >= 0;
      if (!name.isEmpty() && word.endsWith(name) && whole) {
        return Optional.of(maker);
      }
    }
    return Optional.empty();
  }

  private static int verb(List<String> words, int program) {
    for (int i = program + 1; i < words.size() && i <= program + FARTHEST; i++) {
      if (words.get(i).equals("run") || words.get(i).equals("create")) {
        return i;
      }
    }
    return -1;
  }

  private Optional<ContainerCommand> options(List<String> words, int first) {
    for (int i = first; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        if (word.startsWith("$") && !namedAgent) {
          open = Optional.of("it is given texts with variables");
          continue; // may be options
        }
        return ContainerCommand.isImage(word) || word.startsWith("$")
            ? Optional.of(
                new ContainerCommand(
                    maker, where, variables, files, volumes, network, privileged, unconfined, open))
            : Optional.empty();
      }
      int equals = word.indexOf('=');
      if (word.startsWith("--") && equals > 0) {
        option(word.substring(0, equals), word.substring(equals + 1));
      } else if (SWITCHES.contains(word)) {
        option(word, "true");
      } else if (word.startsWith("--") || word.length() == 2 && !isSwitch(word)) {
        option(word, i + 1 < words.size() ? words.get(i + 1) : "");
        i++;
      } else if (!isSwitch(word)) {
        option(word.substring(0, 2), word.substring(2));
      } else if (word.indexOf('P') > 0) {
        option("-P", "true");
      }
    }
    return Optional.empty();
  }

  /** {@code -d}, {@code -dit}. */
  private static boolean isSwitch(String word) {
    return LETTERS.indexOf(word.charAt(1)) >= 0;
  }

  private void option(String name, String value) {
    switch (name) {
      case "--env", "-e" -> variables.add(new Given(value, where));
      case "--env-file" -> files.add(new Given(value, where));
      case "--volume", "-v" -> volumes.add(value);
      case "--network", "--net" -> network = network.in(value);
      case "--net-host" -> network = network.in("host");
      case "--publish", "-p" -> network = network.publishing(value);
      case "--publish-all", "-P" -> network = network.publishing(EXPOSED);
      case "--mount" -> volume(value);
      case "--name" -> namedAgent = value.contains("ecs-agent");
      case "--privileged" -> privileged = !value.equals("false");
      case "--security-opt" -> unconfined |= isUnconfined(value);
      default -> {}
    }
  }

  /** {@code type=bind,source=/etc/ecs,target=/etc/ecs}. */
  private void volume(String value) {
    String source = "";
    String target = "";
    for (String part : value.split(",")) {
      int equals = part.indexOf('=');
      switch (equals < 0 ? "" : part.substring(0, equals)) {
        case "source", "src" -> source = part.substring(equals + 1);
        case "target", "destination", "dst" -> target = part.substring(equals + 1);
        default -> {}
      }
    }
    volumes.add(source + ":" + target);
  }

  /** {@code apparmor=unconfined}, and Docker's older form with a colon. */
  static boolean isUnconfined(String option) {
    return option.equals("apparmor=unconfined") || option.equals("apparmor:unconfined");
  }
}
