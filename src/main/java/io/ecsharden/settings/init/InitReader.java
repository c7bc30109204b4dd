package io.ecsharden.settings.init;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.AssignmentIndex;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.format.unit.EnvironmentNames;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.init.InitSettings.InitSetting;
import io.ecsharden.settings.starter.ContainerCommand;
import io.ecsharden.settings.unit.EnvironmentEdges;
import io.ecsharden.settings.unit.UnitEnvironment;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.EffectiveValue.Note;
import io.ecsharden.settings.value.LineTexts;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.SourceStack;
import io.ecsharden.settings.value.Sourced;
import io.ecsharden.settings.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * ecs-init's environment: the unit's {@code Environment=} lines, then its {@code EnvironmentFile=}
 * files, which win (systemd.exec(5), 252).
 */
public final class InitReader {

  private final Map<String, SourceStack> sources = new LinkedHashMap<>();
  private final Map<String, EnvFile> readings;
  private final Map<String, FileFact> files;
  private final List<String> notes = new ArrayList<>();
  private Optional<String> gap = Optional.empty();

  /** What was said after the gap, and so holds whatever stands in it. */
  private final Set<String> saidAfterGap = new HashSet<>();

  /** Why nobody can tell what systemd makes of a variable. */
  private final Map<String, String> disputed = new HashMap<>();

  /**
   * @param readings each file that was read, by path
   */
  public InitReader(Map<String, EnvFile> readings, Map<String, FileFact> files) {
    this.readings = readings;
    this.files = files;
  }

  public InitView read(UnitEnvironment unit, boolean amazonLinux) {
    unit.edges()
        .passed()
        .forEach((name, where) -> disputed.put(name, EnvironmentEdges.reason(name, where)));
    unit.variables().forEach(variable -> add(variable.key(), List.of(variable.source())));
    notes.addAll(unit.notes());
    List<String> environmentFiles =
        unit.files()
            .map(named -> named.stream().map(UnitEnvironment.EnvironmentFile::path).toList())
            .orElseGet(() -> packaged(amazonLinux));
    // Without the unit file nobody knows which files are named behind the gap.
    int gapAt = unit.gap().filter(g -> unit.files().isPresent()).map(g -> g.before()).orElse(-1);
    for (int i = 0; i < environmentFiles.size(); i++) {
      if (i == gapAt) {
        unit.gap().ifPresent(g -> gap(g.reason()));
      }
      file(environmentFiles.get(i));
    }
    if (gapAt < 0 || gapAt >= environmentFiles.size()) {
      unit.gap().ifPresent(g -> gap(g.reason()));
    }
    unset(unit.edges());
    return view(environmentFiles);
  }

  /** {@code UnsetEnvironment=} comes last, and wins over what could not be read as well. */
  private void unset(EnvironmentEdges edges) {
    for (InitSetting setting :
        edges.unset().isEmpty() ? List.<InitSetting>of() : InitSettings.all()) {
      String key = setting.key();
      String value =
          Optional.ofNullable(sources.get(key))
              .flatMap(SourceStack::top)
              .map(Sourced::unmasked)
              .orElse("");
      if (edges.unsets(key, value)) {
        sources.remove(key);
        disputed.remove(key);
        saidAfterGap.add(key);
      }
    }
  }

  /** What a process that runs took from its environment. */
  public static InitView ofProcess(Map<String, String> variables) {
    InitReader reader = new InitReader(Map.of(), Map.of());
    variables.forEach(
        (key, raw) -> reader.add(key, List.of(Sourced.of(key, raw, Origin.RUNNING_INIT))));
    return reader.view(List.of());
  }

  /** Where ecs-init does not start the agent, or nobody knows what does. */
  public static InitView absent(String reason) {
    Map<String, EffectiveValue> values = new LinkedHashMap<>();
    for (InitSetting setting : InitSettings.all()) {
      values.put(
          setting.key(),
          new EffectiveValue(
              setting.key(),
              new Value.Unknown(reason),
              Origin.AGENT_DEFAULT,
              Optional.empty(),
              List.of(),
              List.of()));
    }
    return new InitView(values, List.of(), List.of(reason));
  }

  /** The same, where a command tells how the container is confined. */
  public static InitView absent(String reason, ContainerCommand command) {
    InitView none = absent(reason);
    Map<String, EffectiveValue> values = new LinkedHashMap<>(none.values());
    if (command.open().isEmpty() || command.privileged()) {
      said(values, InitSettings.RUN_PRIVILEGED, new Value.Bool(command.privileged()), command);
    }
    if (command.open().isEmpty() || command.unconfined()) {
      // without another one, Docker gives a container its own profile
      String profile = command.unconfined() ? "unconfined" : "docker-default";
      said(
          values,
          InitSettings.APPARMOR_PROFILE,
          new Value.Text(SensitiveText.value(InitSettings.APPARMOR_PROFILE, profile)),
          command);
    }
    return new InitView(values, none.environmentFiles(), none.notes());
  }

  private static void said(
      Map<String, EffectiveValue> values, String key, Value value, ContainerCommand command) {
    values.put(
        key,
        new EffectiveValue(key, value, command.where(), Optional.empty(), List.of(), List.of()));
  }

  private InitView view(List<String> environmentFiles) {
    Map<String, EffectiveValue> values = new LinkedHashMap<>();
    for (InitSetting setting : InitSettings.all()) {
      values.put(setting.key(), value(setting));
    }
    return new InitView(values, environmentFiles, notes);
  }

  /** Amazon Linux's unit loads one file, the Debian and generic RPM packages' units load two. */
  private static List<String> packaged(boolean amazonLinux) {
    return amazonLinux
        ? List.of(HostFacts.ECS_CONFIG)
        : List.of(HostFacts.INSTANCE_CONFIG, HostFacts.ECS_CONFIG);
  }

  private void file(String path) {
    Optional<EnvFile> reading = Optional.ofNullable(readings.get(path));
    if (reading.isEmpty() && files.get(path) instanceof FileFact.Absent) {
      gap("ecs.service also loads " + path + ", which is made while the system runs");
    } else if (reading.isEmpty()) {
      notes.add("ecs.service also loads " + path + ", which was not read");
      gap("ecs.service also loads " + path + ", which was not read");
    } else if (reading.get().read(Dialect.SYSTEMD) instanceof Reading.Accepted) {
      AssignmentIndex index = reading.get().index(Dialect.SYSTEMD);
      for (InitSetting setting : InitSettings.all()) {
        add(setting.key(), new LineTexts(path, passed(index.of(setting.key()))));
      }
      for (String key : reading.get().disputed()) {
        disputed.put(
            key,
            "a comment in "
                + path
                + " ends in a backslash, and whether the next line counts depends on systemd's"
                + " version (before 254 it does not), which is not known");
      }
    }
    if (files.get(path) instanceof FileFact.Unreadable file && file.mayHoldMore()) {
      gap(path + " could not be read: " + file.detail());
    }
  }

  /** What systemd puts into a process's environment. */
  private static List<Assignment> passed(List<Assignment> assignments) {
    for (Assignment assignment : assignments) {
      if (!EnvironmentNames.isValidValue(assignment.value())) {
        return assignments.stream()
            .filter(each -> EnvironmentNames.isValidValue(each.value()))
            .toList();
      }
    }
    return assignments;
  }

  private void gap(String reason) {
    gap = Optional.of(reason);
    saidAfterGap.clear();
  }

  private void add(String key, List<Sourced> texts) {
    if (!texts.isEmpty()) {
      saidAfterGap.add(key);
      disputed.remove(key);
      sources.computeIfAbsent(key, k -> new SourceStack()).add(texts);
    }
  }

  private EffectiveValue value(InitSetting setting) {
    Optional<SourceStack> sourced = Optional.ofNullable(sources.get(setting.key()));
    Optional<Sourced> said = sourced.flatMap(SourceStack::top);
    List<Sourced> shadowed = sourced.map(SourceStack::shadowed).orElse(List.of());
    Optional<String> unknown =
        gap.filter(g -> !saidAfterGap.contains(setting.key()))
            .or(() -> Optional.ofNullable(disputed.get(setting.key())));
    if (unknown.isPresent()) {
      return new EffectiveValue(
          setting.key(),
          new Value.Unknown(unknown.get()),
          Origin.AGENT_DEFAULT,
          Optional.empty(),
          List.of(),
          List.of());
    }
    String text = said.map(Sourced::unmasked).orElse("");
    List<Note> notes = new ArrayList<>();
    Value value =
        switch (setting.kind()) {
          case BOOLEAN -> {
            Optional<Boolean> parsed = GoBoolean.parse(text);
            if (parsed.isEmpty() && !text.isEmpty()) {
              notes.add(
                  new Note(said.orElseThrow(), "is not a boolean for ecs-init, which uses false"));
            }
            yield new Value.Bool(parsed.orElse(false));
          }
          case EXACTLY_TRUE -> {
            if (!text.equals("true") && GoBoolean.parseTrimmed(text).orElse(false)) {
              notes.add(
                  new Note(
                      said.orElseThrow(),
                      "is not the exact text true, which is all ecs-init knows"));
            }
            yield new Value.Bool(text.equals("true"));
          }
          case TEXT ->
              new Value.Text(
                  SensitiveText.value(
                      setting.key(), text.isEmpty() ? setting.initDefault() : text));
        };
    return new EffectiveValue(
        setting.key(),
        value,
        said.map(Sourced::origin).orElse(Origin.ECS_INIT_DEFAULT),
        said.map(Sourced::raw),
        shadowed,
        notes);
  }
}
