package io.ecsharden.settings.starter;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.StarterFacts;
import io.ecsharden.facts.UnitFacts;
import io.ecsharden.format.shell.ShellLine;
import io.ecsharden.format.unit.UnitFile;
import io.ecsharden.format.unit.UnitFile.Entry;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what starts the agent. ecs-init's unit is the rule, and costs two searches for a word.
 * Elsewhere a unit, a script, a file of Docker compose and others can make the agent's container.
 */
public final class Starters {

  private static final String ECS_INIT = "amazon-ecs-init";
  private static final String UNKNOWN_WAY = " starts the agent in a way that is not known";

  private Starters() {}

  /** What starts the agent: what made its container that runs, else what files show. */
  public static Starter of(HostFacts host) {
    Starter files = ofFiles(host);
    return LiveStarter.besides(host, files).orElse(files);
  }

  private static Starter ofFiles(HostFacts host) {
    UnitFacts unit = host.ecsUnit();
    if (unit.fragment().isPresent() && !unit.masked()) {
      Starter starter = isPackaged(unit) ? new Starter.EcsInit() : unit(host);
      return starter.isEcsInit() ? alone(host, starter) : starter;
    }
    return UpstartJob.starter(host)
        .orElseGet(
            () -> unit.dropIns().isEmpty() || unit.masked() ? others(host) : new Starter.EcsInit());
  }

  private static boolean isPackaged(UnitFacts unit) {
    return unit.fragment().orElseThrow().mentions(ECS_INIT)
        && unit.dropIns().stream().noneMatch(file -> file.mentions("execstart"));
  }

  private static Starter unit(HostFacts host) {
    List<FileFact> files = new ArrayList<>();
    host.ecsUnit().fragment().ifPresent(files::add);
    files.addAll(host.ecsUnit().dropIns());
    Optional<Starter> found = Optional.empty();
    for (FileFact file : files) {
      for (Entry entry : UnitFile.parse(file.bytesOrEmpty()).entries()) {
        boolean start = entry.name().equals("ExecStart");
        if (entry.section().equals("Service") && (start || entry.name().equals("ExecStartPre"))) {
          Origin where = Origin.line(file.path(), entry.line());
          Optional<Starter> next = started(host, entry.value(), where);
          if (start && entry.value().isEmpty()) {
            found = Optional.empty();
          } else if (next.isPresent() && (start || next.get() instanceof Starter.Command)) {
            found = next;
          } else if (start && found.isEmpty()) {
            found = Optional.of(new Starter.Unknown(where.display() + UNKNOWN_WAY));
          }
        }
      }
    }
    return found.orElseGet(Starter.EcsInit::new);
  }

  /** What a unit's command starts; nothing where it is not known. */
  private static Optional<Starter> started(HostFacts host, String value, Origin where) {
    if (value.contains(ECS_INIT)) {
      return Optional.of(new Starter.EcsInit());
    }
    List<String> words = ShellLine.words(value);
    Optional<ContainerCommand> command = RunCommand.in(words, where);
    if (command.isPresent()) {
      return Optional.of(new Starter.Command(command.get()));
    }
    boolean compose = value.contains("compose");
    for (FileFact file : host.starters().ofImage()) {
      boolean named = words.stream().anyMatch(word -> word.endsWith(file.path()));
      if (named || compose && StarterFile.isYaml(file)) {
        List<ContainerCommand> inFile = StarterFile.commands(file);
        if (inFile.size() == 1) {
          return Optional.of(new Starter.Command(inFile.getFirst()));
        }
      }
    }
    return Optional.empty();
  }

  /** User data or another unit can start an agent on an instance that has ecs-init, too. */
  private static Starter alone(HostFacts host, Starter starter) {
    FileFact data = host.file(HostFacts.USER_DATA);
    List<ContainerCommand> commands = new ArrayList<>();
    if (data.mentions(StarterFacts.IMAGE)) {
      commands.addAll(StarterFile.commands(data));
    }
    for (FileFact other : host.starters().ofImage()) {
      if (other.path().endsWith(".service")) {
        commands.addAll(StarterFile.commands(other));
      }
    }
    return commands.isEmpty()
        ? starter
        : new Starter.Unknown(
            new Starter.Command(commands.getFirst()).sentence()
                + ", and the instance has ecs-init as well. Which of them the agent is from is not"
                + " known");
  }

  /** Without a unit for it. */
  private static Starter others(HostFacts host) {
    List<FileFact> files = new ArrayList<>(host.starters().ofImage());
    FileFact data = host.file(HostFacts.USER_DATA);
    if (data.mentions(StarterFacts.IMAGE)) {
      files.add(data);
    }
    List<ContainerCommand> commands = new ArrayList<>();
    for (FileFact file : files) {
      commands.addAll(StarterFile.commands(file));
    }
    if (commands.size() == 1) {
      return new Starter.Command(commands.getFirst());
    }
    if (commands.size() > 1) {
      return new Starter.Unknown(
          "Both "
              + commands.get(0).where().display()
              + " and "
              + commands.get(1).where().display()
              + " start the agent. Which of them holds is not known");
    }
    if (!files.isEmpty()) {
      return new Starter.Unknown(
          files.getFirst().path()
              + " speaks of the agent's image. How the agent is started there is not known");
    }
    if (host.file(HostFacts.OS_RELEASE).mentions("amazon linux ami")) {
      // Amazon Linux 1 (NAME="Amazon Linux AMI"): upstart, with the packaged job
      return new Starter.Upstart(UpstartJob.CONF);
    }
    return host.starters().withoutEcsInit()
        ? new Starter.Unknown(
            "ecs-init does not start the agent here ("
                + (host.ecsUnit().masked() ? host.ecsUnit().name() + " is masked" : "no unit of it")
                + "), and what does was not found")
        : new Starter.EcsInit();
  }
}
