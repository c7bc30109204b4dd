package io.ecsharden.settings;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.settings.agent.AgentJson;
import io.ecsharden.settings.agent.AgentReader;
import io.ecsharden.settings.agent.EcsInitEnvironment;
import io.ecsharden.settings.agent.StartFailure;
import io.ecsharden.settings.docker.DockerReader;
import io.ecsharden.settings.init.InitReader;
import io.ecsharden.settings.starter.CommandFiles;
import io.ecsharden.settings.starter.ContainerCommand;
import io.ecsharden.settings.starter.Given;
import io.ecsharden.settings.starter.Starter;
import io.ecsharden.settings.unit.UnitEnvironment;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the agent takes where a command makes its container: its variables override its files. */
final class CommandReader {

  private final HostFacts host;
  private final UnitEnvironment unit;
  private final Starter starter;
  private final ContainerCommand command;
  private final EcsInitEnvironment environment = EcsInitEnvironment.empty();
  private final List<AgentReader.Gap> gaps = new ArrayList<>();
  private final List<StartFailure> failures = new ArrayList<>();

  CommandReader(HostFacts host, UnitEnvironment unit, Starter starter, ContainerCommand command) {
    this.host = host;
    this.unit = unit;
    this.starter = starter;
    this.command = command;
  }

  EffectiveSettings read(Map<String, FileReadings> readings) {
    command.open().ifPresent(reason -> gap(command.where().display() + ": " + reason));
    command.files().forEach(file -> file(file, readings));
    command.variables().forEach(this::variable);
    AgentJson json =
        EffectiveSettingsReader.withUserData(
            host, environment, AgentJson.of(CommandFiles.json(host, command, environment)));
    return new EffectiveSettings(
        readings,
        new AgentReader(environment, json, gaps).read(failures),
        InitReader.absent("ecs-init does not start the agent here: " + starter.sentence(), command),
        DockerReader.read(host),
        unit,
        starter);
  }

  private void file(Given given, Map<String, FileReadings> readings) {
    String path = given.text();
    Optional<Reading> reading =
        host.file(path).mayHoldMore()
            ? Optional.empty()
            : Optional.ofNullable(readings.get(path))
                .map(known -> known.by(Dialect.DOCKER_ENV_FILE))
                .or(() -> elsewhere(path));
    if (reading.isEmpty()) {
      gap(command.maker().title() + " also reads " + path + ", which was not read");
      return;
    }
    switch (reading.get()) {
      case Reading.Accepted(List<Assignment> assignments) -> {
        if (!CommandFiles.agree(command, assignments)) {
          gap(
              command.maker().title()
                  + " reads "
                  + path
                  + " with rules of its own, and not every line there is plain");
        }
        for (Assignment assignment : assignments) {
          environment.put(
              assignment.key(), assignment.value(), Origin.line(path, assignment.line()));
        }
      }
      case Reading.Refused(String error, int line) ->
          failures.add(
              new StartFailure(
                  command.maker().title() + " refuses the file: " + error,
                  Origin.line(path, line)));
    }
  }

  /** A file of variables that is not one of the usual two. */
  private Optional<Reading> elsewhere(String path) {
    return host.starters()
        .file(path)
        .filter(FileFact.Content.class::isInstance)
        .map(file -> EnvFile.parse(file.bytesOrEmpty()).read(Dialect.DOCKER_ENV_FILE));
  }

  /** {@code KEY=value}; {@code KEY} alone, and {@code $KEY} in a value, come from the unit. */
  private void variable(Given given) {
    String text = given.text();
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals);
    if (text.indexOf('$') >= 0 && given.where().isFile()) {
      gap(given.where().display() + " has a text with a variable in it");
    } else if (equals >= 0) {
      environment.put(key, text.substring(equals + 1), given.where());
    } else if (host.ecsUnit().fragment().isEmpty()) {
      gap(given.where().display() + " passes " + key + " on, which is not in a file");
    } else {
      unit.variables().stream()
          .filter(variable -> variable.key().equals(key))
          .reduce((first, last) -> last)
          .ifPresent(v -> environment.put(key, v.source().unmasked(), v.source().origin()));
      if (!unit.files().orElse(List.of()).isEmpty()) {
        gap(given.where().display() + " passes " + key + " on from an EnvironmentFile=");
      }
    }
  }

  /** What is said on the command line counts whatever a file says. */
  private void gap(String reason) {
    gaps.add(new AgentReader.Gap(reason, List.of(command.where().file())));
  }
}
