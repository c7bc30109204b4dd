package io.ecsharden.settings;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.Reading;
import io.ecsharden.settings.agent.AgentReader;
import io.ecsharden.settings.agent.EcsInitEnvironment;
import io.ecsharden.settings.agent.StartFailure;
import io.ecsharden.settings.docker.DockerReader;
import io.ecsharden.settings.init.InitReader;
import io.ecsharden.settings.unit.DockerRun;
import io.ecsharden.settings.unit.UnitEnvironment;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the agent takes where a unit starts it by {@code docker run}: {@code --env} goes last. */
final class DockerRunReader {

  private final HostFacts host;
  private final UnitEnvironment unit;
  private final DockerRun run;
  private final EcsInitEnvironment environment = EcsInitEnvironment.empty();
  private final List<AgentReader.Gap> gaps = new ArrayList<>();
  private final List<StartFailure> failures = new ArrayList<>();

  DockerRunReader(HostFacts host, UnitEnvironment unit, DockerRun run) {
    this.host = host;
    this.unit = unit;
    this.run = run;
  }

  EffectiveSettings read(Map<String, FileReadings> readings) {
    run.files().forEach(path -> file(path, Optional.ofNullable(readings.get(path))));
    run.variables().forEach(this::variable);
    return new EffectiveSettings(
        readings,
        new AgentReader(environment, EffectiveSettingsReader.json(host, environment), gaps)
            .read(failures),
        InitReader.absent(
            "ecs-init does not start the agent here: "
                + run.where().display()
                + " starts it by docker run",
            run),
        DockerReader.read(host),
        unit,
        Optional.of(run));
  }

  private void file(String path, Optional<FileReadings> file) {
    if (file.isEmpty() || host.file(path).mayHoldMore()) {
      gap("docker run also reads " + path + ", which was not read");
      return;
    }
    switch (file.get().by(Dialect.DOCKER_ENV_FILE)) {
      case Reading.Taken(List<Assignment> assignments) -> {
        for (Assignment assignment : assignments) {
          environment.put(
              assignment.key(), assignment.value(), Origin.line(path, assignment.line()));
        }
      }
      case Reading.Refused(String error, int line) ->
          failures.add(
              new StartFailure("docker run refuses the file: " + error, Origin.line(path, line)));
    }
  }

  /** {@code KEY=value}; {@code KEY} alone, and {@code $KEY} in a value, come from the unit. */
  private void variable(String text) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals);
    if (text.indexOf('$') >= 0) {
      gap(run.where().display() + " gives docker run a text with a variable in it");
    } else if (equals >= 0) {
      environment.put(key, text.substring(equals + 1), run.where());
    } else {
      unit.variables().stream()
          .filter(variable -> variable.key().equals(key))
          .reduce((first, last) -> last)
          .ifPresent(v -> environment.put(key, v.source().unmasked(), v.source().origin()));
      if (!unit.files().orElse(List.of()).isEmpty()) {
        gap(run.where().display() + " passes " + key + " on from an EnvironmentFile=");
      }
    }
  }

  /** What is said on the command line counts whatever a file says. */
  private void gap(String reason) {
    gaps.add(new AgentReader.Gap(reason, List.of(run.where().file())));
  }
}
