package io.ecsharden.hygiene;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.EffectiveSettings;
import io.ecsharden.settings.EffectiveValue;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.Origin;
import io.ecsharden.settings.Sourced;
import io.ecsharden.settings.Value;
import io.ecsharden.settings.agent.AgentJson;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.agent.AgentView;
import io.ecsharden.settings.agent.StartFailure;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.init.InitSettings.InitSetting;
import io.ecsharden.settings.init.InitView;
import io.ecsharden.settings.init.UnitEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is lost between the files of one instance. */
final class OddHosts {

  private final HostFacts host;
  private final Map<String, FileReadings> readings;
  private final List<LineDefect> oddities = new ArrayList<>();

  private OddHosts(HostFacts host, Map<String, FileReadings> readings) {
    this.host = host;
    this.readings = readings;
  }

  static List<LineDefect> find(Instance instance) {
    EffectiveSettings settings = instance.settings();
    Map<String, FileReadings> readings = settings.readings();
    AgentView agent = settings.agent();
    OddHosts odd = new OddHosts(instance.facts(), readings);
    odd.failures(agent);
    odd.unreadable();
    readings.forEach((path, reading) -> odd.oddities.addAll(OddFiles.find(path, reading)));
    odd.emptyValues(agent);
    odd.notLoaded(settings.init());
    odd.dropIns(settings.unit());
    odd.json(agent);
    odd.region(agent);
    return odd.oddities;
  }

  private void failures(AgentView agent) {
    for (StartFailure failure : agent.failures()) {
      oddities.add(
          LineDefect.at(LineDefect.Kind.AGENT_EXITS, failure.origin())
              .because(
                  "the agent does not start with this: " + failure.message(),
                  "correct it before the agent is restarted"));
    }
  }

  private void unreadable() {
    List<FileFact> files = new ArrayList<>(host.files().values());
    files.sort(Comparator.comparing(FileFact::path));
    for (FileFact file : files) {
      boolean ours = file.path().startsWith("/etc/ecs/") || file.path().startsWith("/var/lib/ecs/");
      if (ours
          && file instanceof FileFact.Unreadable unreadable
          && unreadable.trouble() != FileFact.Trouble.NO_PERMISSION
          && !told(file.path())) {
        String effect =
            switch (unreadable.trouble()) {
              case DIRECTORY, SYMLINK_LOOP -> "; ecs-init takes it for an empty file";
              case FIFO, NOT_REGULAR, NO_PERMISSION, TOO_LARGE, IO_ERROR -> "";
            };
        oddities.add(
            LineDefect.at(LineDefect.Kind.UNREADABLE, Origin.wholeFile(file.path()))
                .because(
                    unreadable.detail() + effect,
                    unreadable.trouble() == FileFact.Trouble.IO_ERROR
                        ? "find out why it cannot be read"
                        : "put a regular file there"));
      }
    }
  }

  private boolean told(String path) {
    return oddities.stream().anyMatch(oddity -> oddity.where().equals(Origin.wholeFile(path)));
  }

  /** ecs-init's own variables in a file that its unit does not load. */
  private void notLoaded(InitView init) {
    readings.forEach((path, reading) -> {
      if (init.environmentFiles().contains(path)) {
        return;
      }
      Map<String, Assignment> assignments = reading.lastBy(Dialect.SYSTEMD);
      for (InitSetting setting : InitSettings.all()) {
        Optional.ofNullable(assignments.get(setting.key()))
            .filter(a -> setting.kind() != InitSettings.Kind.TEXT || !setting.alsoAgent())
            .ifPresent(assignment -> oddities.add(notLoaded(path, assignment)));
      }
    });
  }

  private static LineDefect notLoaded(String path, Assignment assignment) {
    return LineDefect.at(LineDefect.Kind.NOT_LOADED, Origin.line(path, assignment.line()))
        .key(assignment.key())
        .meant(assignment.value())
        .because(
            "ecs-init reads this variable, and its unit does not load this file",
            weakens(assignment)
                ? "remove the line: it is not in force, and should not be"
                : path.equals(HostFacts.ECS_CONFIG)
                    ? "let the unit load the file (EnvironmentFile=-" + path + ")"
                    : "move the line to " + HostFacts.ECS_CONFIG);
  }

  /** Whether a control would fail if ecs-init took it. */
  private static boolean weakens(Assignment assignment) {
    String value = assignment.value();
    return switch (assignment.key()) {
      case InitSettings.SKIP_LOCALHOST_FILTER, InitSettings.OFFHOST_INTROSPECTION ->
          GoBoolean.parse(value).orElse(false);
      case InitSettings.RUN_PRIVILEGED -> GoBoolean.parseTrimmed(value).orElse(false);
      case InitSettings.APPARMOR_PROFILE -> value.strip().equals("unconfined");
      default -> false;
    };
  }

  /** An empty value in one file that wins over a value in another. */
  private void emptyValues(AgentView agent) {
    for (EffectiveValue value : agent.said()) {
      boolean empty = value.raw().filter(String::isEmpty).isPresent();
      value.shadowed().stream()
          .filter(said -> empty && said.origin().isFile() && !said.raw().isEmpty())
          .filter(said -> !said.origin().file().equals(value.origin().file()))
          .findFirst()
          .ifPresent(said -> oddities.add(emptyValue(value, said)));
    }
  }

  private static LineDefect emptyValue(EffectiveValue value, Sourced said) {
    return LineDefect.at(LineDefect.Kind.EMPTY_WINS, value.origin())
        .key(value.key())
        .taken("")
        .meant(said.raw())
        .because(
            "an empty value wins over " + said.origin().display(),
            "remove the line, or give it a value");
  }

  /** Agent settings in the unit's environment: nothing from there reaches the container. */
  private void dropIns(UnitEnvironment unit) {
    for (UnitEnvironment.Variable variable : unit.variables()) {
      boolean agentOnly =
          AgentSettings.find(variable.key()).isPresent() && !InitSettings.reads(variable.key());
      if (agentOnly) {
        oddities.add(
            LineDefect.at(LineDefect.Kind.NEVER_REACHES_AGENT, variable.source().origin())
                .key(variable.key())
                .meant(variable.source().raw())
                .because(
                    "nothing from a systemd unit reaches the agent's container",
                    "move it to " + HostFacts.ECS_CONFIG));
      }
    }
  }

  private void json(AgentView agent) {
    agent.ignored().forEach(ignored -> oddities.add(ignoredField(ignored)));
    jsonNotRead(agent);
    agent.said().stream()
        .filter(value -> value.value() instanceof Value.Bool(boolean on) && on)
        .filter(value -> value.origin().file().equals(HostFacts.JSON_CONFIG))
        .filter(value -> value.notes().stream().anyMatch(note -> says(note, false)))
        .forEach(value ->
            oddities.add(
                LineDefect.at(LineDefect.Kind.JSON_BEATS_ENVIRONMENT, value.origin())
                    .key(value.key())
                    .taken("true")
                    .meant("false")
                    .because(
                        "the environment's false cannot switch off what the JSON file switches"
                            + " on",
                        "change it in the JSON file")));
  }

  private static LineDefect ignoredField(AgentJson.Ignored ignored) {
    LineDefect.Builder oddity = LineDefect.at(LineDefect.Kind.IGNORED_JSON_FIELD, ignored.origin());
    String name = ignored.name();
    if (name.equalsIgnoreCase("AWSVPCBlockInstanceMetadata")) {
      return oddity
          .key(AgentSettings.AWSVPC_BLOCK_IMDS)
          .because(
              "the agent spells this field AWSVPCBlockInstanceMetdata, and ignores the correct"
                  + " spelling",
              "write AWSVPCBlockInstanceMetdata, or set ECS_AWSVPC_BLOCK_IMDS in "
                  + HostFacts.ECS_CONFIG);
    }
    Optional<String> field = AgentSettings.find(name).flatMap(AgentSetting::jsonField);
    return oddity
        .key(Masker.HIDE.name(name))
        .because(
            field.isPresent()
                ? "the agent ignores variables in this file: its fields have other names"
                : "the agent knows no such field, and ignores it",
            field.map(f -> "write " + f).orElse("remove it"));
  }

  /** A JSON file at its usual place, when a variable sends the agent elsewhere. */
  private void jsonNotRead(AgentView agent) {
    String path = agent.get(AgentSettings.CONFIG_FILE_PATH).text();
    boolean elsewhere = !path.isEmpty() && !path.equals(HostFacts.JSON_CONFIG);
    if (elsewhere && host.file(HostFacts.JSON_CONFIG).bytesOrEmpty().length > 0) {
      oddities.add(
          LineDefect.at(LineDefect.Kind.NOT_LOADED, Origin.wholeFile(HostFacts.JSON_CONFIG))
              .key(AgentSettings.CONFIG_FILE_PATH)
              .taken(path)
              .because(
                  "the agent does not read this file: the variable names another one",
                  "remove the file or the variable"));
    }
  }

  private static boolean says(EffectiveValue.Note note, boolean expected) {
    return GoBoolean.parseTrimmed(note.about().raw()).filter(on -> on == expected).isPresent();
  }

  private void region(AgentView agent) {
    EffectiveValue external = agent.get(AgentSettings.EXTERNAL);
    EffectiveValue region = agent.get(AgentSettings.REGION);
    if (external.isTrue() && region.isKnown() && region.text().isEmpty()) {
      oddities.add(
          LineDefect.at(LineDefect.Kind.NO_REGION, external.origin())
              .key(AgentSettings.REGION)
              .because(
                  "an external instance has no metadata service to ask for its region: the agent"
                      + " does not start without one",
                  "set AWS_DEFAULT_REGION in " + HostFacts.INSTANCE_CONFIG));
    }
  }
}
