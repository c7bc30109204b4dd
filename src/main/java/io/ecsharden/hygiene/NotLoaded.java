package io.ecsharden.hygiene;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.EffectiveSettings;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.init.InitSettings.InitSetting;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A variable of ecs-init in a file that its unit does not load. */
final class NotLoaded implements InstanceRule {

  @Override
  public List<LineDefect> find(Instance instance) {
    List<LineDefect> defects = new ArrayList<>();
    EffectiveSettings settings = instance.settings();
    settings
        .readings()
        .forEach((path, readings) -> {
          if (settings.init().environmentFiles().contains(path)) {
            return;
          }
          Map<String, Assignment> assignments = readings.lastBy(Dialect.SYSTEMD);
          for (InitSetting setting : InitSettings.all()) {
            Optional.ofNullable(assignments.get(setting.key()))
                .filter(a -> setting.kind() != InitSettings.Kind.TEXT || !setting.alsoAgent())
                .ifPresent(assignment -> defects.add(defect(path, assignment)));
          }
        });
    return defects;
  }

  private LineDefect defect(String path, Assignment assignment) {
    return at(Kind.NOT_LOADED, Origin.line(path, assignment.line()))
        .key(assignment.key())
        .intended(assignment.value())
        .because(
            "ecs-init reads this variable, but its unit does not load this file",
            weakens(assignment)
                ? "Remove the line: it has no effect, and should have none"
                : path.equals(HostFacts.ECS_CONFIG)
                    ? "Let the unit load the file (EnvironmentFile=-" + path + ")"
                    : "Move the line to " + HostFacts.ECS_CONFIG);
  }

  /** Whether a control would fail if ecs-init read it. */
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
}
