package io.ecsharden.settings;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.SystemdComments;
import io.ecsharden.settings.agent.AgentJson;
import io.ecsharden.settings.agent.AgentReader;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.agent.AgentView;
import io.ecsharden.settings.agent.EcsInitEnvironment;
import io.ecsharden.settings.agent.StartFailure;
import io.ecsharden.settings.agent.UserDataConfig;
import io.ecsharden.settings.docker.DockerReader;
import io.ecsharden.settings.docker.DockerView;
import io.ecsharden.settings.init.InitReader;
import io.ecsharden.settings.init.InitView;
import io.ecsharden.settings.init.LogDriver;
import io.ecsharden.settings.starter.ContainerCommand;
import io.ecsharden.settings.starter.LiveStarter;
import io.ecsharden.settings.starter.Starter;
import io.ecsharden.settings.starter.Starters;
import io.ecsharden.settings.starter.UpstartJob;
import io.ecsharden.settings.unit.StartBlocker;
import io.ecsharden.settings.unit.UnitEnvironment;
import io.ecsharden.settings.unit.UnitEnvironment.EnvironmentFile;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From what was seen on a machine to what its consumers take. Pure. */
public final class EffectiveSettingsReader {

  private static final List<String> ENV_FILES =
      List.of(HostFacts.ECS_CONFIG, HostFacts.INSTANCE_CONFIG);

  private EffectiveSettingsReader() {}

  /**
   * Reads an instance's configuration as the agent and ecs-init read it.
   *
   * @param before what some files were before, and may still be
   */
  static EffectiveSettings read(HostFacts host, OsRelease os, Map<String, FileReadings> before) {
    FileReadings ecsConfig = reading(host, HostFacts.ECS_CONFIG, before);
    FileReadings instanceConfig = reading(host, HostFacts.INSTANCE_CONFIG, before);
    Map<String, FileReadings> readings = new LinkedHashMap<>();
    readings.put(HostFacts.ECS_CONFIG, ecsConfig);
    readings.put(HostFacts.INSTANCE_CONFIG, instanceConfig);
    Starter starter = Starters.of(host);
    UnitEnvironment unit =
        starter instanceof Starter.Upstart
            ? UpstartJob.environment(host)
            : UnitEnvironment.of(host.ecsUnit(), host.managerFiles());
    if (starter instanceof Starter.Command command) {
      return new CommandReader(host, unit, starter, command.command()).read(readings);
    }
    if (starter instanceof Starter.Container(ContainerCommand command, String _)) {
      return new CommandReader(host, unit, starter, command).read(readings);
    }
    if (starter instanceof Starter.Unknown(String reason)) {
      return unknown(host, readings, unit, starter, reason);
    }
    Map<String, EnvFile> bySystemd = new LinkedHashMap<>();
    readings.forEach((path, reading) -> bySystemd.put(path, reading.file()));
    for (EnvironmentFile file : unit.files().orElse(List.of())) {
      String path = file.path();
      if (host.files().containsKey(path) && !StartBlocker.isMadeLater(host, path)) {
        bySystemd.computeIfAbsent(path, p -> reading(host, p, before).file());
      }
    }
    // first, since what other readers find is mostly the same
    readings.values().forEach(reading -> reading.by(Dialect.ECS_INIT));
    InitView init = new InitReader(bySystemd, host.files()).read(unit, os.isAmazonLinux());

    EcsInitEnvironment environment =
        EcsInitEnvironment.of(
            instanceConfig.file(), ecsConfig.file(), init.get(AgentSettings.EXTERNAL).isTrue());
    AgentJson json = json(host, environment);
    AgentView agent = new AgentReader(environment, json, gaps(host)).read(stops(host, init, unit));
    return new EffectiveSettings(readings, agent, init, DockerReader.read(host), unit, starter);
  }

  /** Nobody knows which files the agent gets, and who reads them. */
  private static EffectiveSettings unknown(
      HostFacts host,
      Map<String, FileReadings> readings,
      UnitEnvironment unit,
      Starter starter,
      String reason) {
    AgentReader agent =
        new AgentReader(
            EcsInitEnvironment.empty(),
            AgentJson.NOTHING,
            List.of(new AgentReader.Gap(reason, List.of())));
    return new EffectiveSettings(
        readings,
        agent.read(List.of()),
        InitReader.absent(reason),
        DockerReader.read(host),
        unit,
        starter);
  }

  private static FileReadings reading(
      HostFacts host, String path, Map<String, FileReadings> before) {
    return FileReadings.of(
        host.file(path).bytesOrEmpty(),
        SystemdComments.of(host.systemd()),
        Optional.ofNullable(before.get(path)));
  }

  /**
   * What the programs that run took when they started; where one does not run, what the files give
   * it. What the agent took from its JSON file is not in its environment: it is what stands in the
   * file, unless that was changed later.
   */
  static EffectiveSettings asRunning(HostFacts host, EffectiveSettings files) {
    AgentView agent =
        host.running().agent() instanceof Program.Running running
            ? agent(host, running)
            : files.agent();
    InitView init =
        host.running().ecsInit() instanceof Program.Running running && files.starter().isEcsInit()
            ? InitReader.ofProcess(running.environment())
            : confined(host, files);
    DockerView dockerd =
        host.running().dockerd() instanceof Program.Running running
            ? DockerReader.ofProcess(running.environment())
            : files.dockerd();
    return new EffectiveSettings(
        Map.of(), agent, init, dockerd, files.unit(), LiveStarter.asRunning(host, files.starter()));
  }

  /** How the container that runs is confined, where ecs-init did not make it. */
  private static InitView confined(HostFacts host, EffectiveSettings files) {
    return files.starter().isEcsInit()
        ? files.init()
        : LiveStarter.running(host)
            .map(command -> InitReader.absent(files.starter().sentence(), command))
            .orElse(files.init());
  }

  private static AgentView agent(HostFacts host, Program.Running running) {
    EcsInitEnvironment environment = EcsInitEnvironment.ofContainer(running.environment());
    boolean later = host.running().jsonChanged().filter(running.started()::isBefore).isPresent();
    AgentJson json =
        later
            ? AgentJson.unknown(HostFacts.JSON_CONFIG + " was changed after the agent had started")
            : json(host, environment);
    return new AgentReader(environment, json, List.of()).read(List.of());
  }

  static AgentJson json(HostFacts host, EcsInitEnvironment environment) {
    return withUserData(host, environment, jsonFile(host, environment));
  }

  /** The agent's JSON file over the instance's user data, which the agent asks for itself. */
  static AgentJson withUserData(HostFacts host, EcsInitEnvironment environment, AgentJson file) {
    // an agent of ECS Anywhere asks no metadata service (agent/app, newAgent)
    boolean external =
        GoBoolean.parseTrimmed(environment.text(AgentSettings.EXTERNAL)).orElse(false);
    return external ? file : file.over(UserDataConfig.of(host.file(HostFacts.USER_DATA)));
  }

  private static AgentJson jsonFile(HostFacts host, EcsInitEnvironment environment) {
    String path = environment.text(AgentSettings.CONFIG_FILE_PATH);
    if (path.equals(HostFacts.JSON_CONFIG)) {
      return AgentJson.of(host.file(path));
    }
    boolean mounted = path.startsWith("/etc/ecs/") || path.startsWith("/var/lib/ecs/");
    if (path.isEmpty() || !mounted) {
      // Inside the agent's image, where no such file is.
      return AgentJson.NOTHING;
    }
    FileFact elsewhere =
        new FileFact.Unreadable(
            path,
            FileFact.Cause.IO_ERROR,
            AgentSettings.CONFIG_FILE_PATH + " names it, and it was not looked at");
    return AgentJson.of(elsewhere);
  }

  private static List<AgentReader.Gap> gaps(HostFacts host) {
    List<AgentReader.Gap> gaps = new ArrayList<>();
    for (String path : ENV_FILES) {
      if (host.file(path) instanceof FileFact.Unreadable file && file.mayHoldMore()) {
        List<String> stronger =
            path.equals(HostFacts.INSTANCE_CONFIG) ? List.of(HostFacts.ECS_CONFIG) : List.of();
        gaps.add(new AgentReader.Gap(path + " could not be read: " + file.detail(), stronger));
      }
    }
    return gaps;
  }

  /** What keeps ecs-init from starting the agent. */
  private static List<StartFailure> stops(HostFacts host, InitView init, UnitEnvironment unit) {
    List<StartFailure> failures = new ArrayList<>();
    for (StartBlocker blocker : StartBlocker.of(unit, host)) {
      failures.add(
          new StartFailure(
              "systemd does not start " + host.ecsUnit().name() + ": " + blocker.message(),
              blocker.where()));
    }
    LogDriver.failure(init).ifPresent(failures::add);
    for (String path : ENV_FILES) {
      if (host.file(path) instanceof FileFact.Unreadable unreadable
          && unreadable.cause() == FileFact.Cause.FIFO) {
        failures.add(
            new StartFailure(
                "ecs-init waits for ever: " + unreadable.detail(), Origin.wholeFile(path)));
      }
    }
    return failures;
  }
}
