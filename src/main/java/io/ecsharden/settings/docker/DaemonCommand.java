package io.ecsharden.settings.docker;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.UnitFacts;
import io.ecsharden.format.unit.CommandLine;
import io.ecsharden.format.unit.UnitFile;
import io.ecsharden.format.unit.UnitFile.Entry;
import io.ecsharden.settings.docker.DaemonDefect.Kind;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line that {@code docker.service} starts dockerd with.
 *
 * @param words dockerd's arguments
 * @param unknown why they are not known
 */
record DaemonCommand(List<Word> words, List<DaemonDefect> defects, Optional<String> unknown) {

  /** An argument, and where it stands: a line of the unit, or that of a variable in it. */
  record Word(String text, Origin origin) {}

  private record Command(String value, Origin origin) {}

  static DaemonCommand of(UnitFacts unit, DockerEnvironment environment) {
    if (unit.masked()) {
      return unknown(unit.name() + " is masked: systemd does not start it");
    }
    if (unit.fragment().isEmpty()) {
      return unknown(unit.name() + " was not found, so dockerd's options are not known");
    }
    List<Command> commands = new ArrayList<>();
    unit.fragment().ifPresent(file -> read(file, commands));
    unit.dropIns().forEach(file -> read(file, commands));
    if (environment.unknown().isPresent()) {
      return unknown(environment.unknown().get());
    }
    if (commands.isEmpty()) {
      return unknown(unit.name() + " has no ExecStart= line");
    }
    if (commands.size() > 1) {
      Command second = commands.get(1);
      return new DaemonCommand(
          List.of(),
          List.of(
              new DaemonDefect(
                  Kind.SEVERAL_COMMANDS,
                  second.origin(),
                  "This is a second ExecStart= (the first is "
                      + commands.getFirst().origin().display()
                      + "), and systemd refuses a service with two",
                  "Put an empty ExecStart= line before it")),
          Optional.empty());
    }
    return words(unit.name(), commands.getFirst(), environment);
  }

  private static void read(FileFact file, List<Command> commands) {
    for (Entry entry : UnitFile.parse(file.bytesOrEmpty()).entries()) {
      if (entry.section().equals("Service") && entry.name().equals("ExecStart")) {
        if (entry.value().isEmpty()) {
          commands.clear();
        } else {
          commands.add(new Command(entry.value(), Origin.line(file.path(), entry.line())));
        }
      }
    }
  }

  private static DaemonCommand words(String unit, Command command, DockerEnvironment environment) {
    Optional<List<CommandLine.Argument>> line =
        CommandLine.of(command.value(), name -> environment.variable(name).map(Sourced::unmasked));
    if (unit.equals(HostFacts.SNAP_DOCKER) && line.filter(DaemonCommand::isSnapRun).isPresent()) {
      // the wrapper in the snap names its own file, and no address
      return new DaemonCommand(List.of(), List.of(), Optional.empty());
    }
    if (line.isEmpty() || !line.get().getFirst().text().endsWith("/dockerd")) {
      return unknown(unit + " does not start dockerd itself (" + command.origin().display() + ")");
    }
    List<Word> words = new ArrayList<>();
    for (CommandLine.Argument argument : line.get().subList(1, line.get().size())) {
      if (argument.text().equals(";") && argument.variable().isEmpty()) {
        return unknown(command.origin().display() + " holds several commands");
      }
      Origin origin =
          argument
              .variable()
              .flatMap(environment::variable)
              .map(Sourced::origin)
              .orElse(command.origin());
      words.add(new Word(argument.text(), origin));
    }
    return new DaemonCommand(words, List.of(), Optional.empty());
  }

  /** {@code /usr/bin/snap run docker.dockerd}, as snapd writes it. */
  private static boolean isSnapRun(List<CommandLine.Argument> line) {
    return line.size() == 3
        && line.get(0).text().endsWith("/snap")
        && line.get(1).text().equals("run")
        && line.get(2).text().equals("docker.dockerd");
  }

  private static DaemonCommand unknown(String reason) {
    return new DaemonCommand(List.of(), List.of(), Optional.of(reason));
  }
}
