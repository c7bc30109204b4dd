package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.Reading;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Origin;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSetting.Kind;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lines of one env file that the agent and ecs-init take differently. Only the variables that
 * ecs-init reads count: nobody looks at what systemd makes of the others.
 */
final class OddReaders {

  private OddReaders() {}

  /**
   * @param explained lines that need no other explanation
   */
  static List<LineDefect> find(String path, FileReadings readings, Set<Integer> explained) {
    if (!(readings.by(Dialect.SYSTEMD) instanceof Reading.Taken)) {
      return List.of();
    }
    List<LineDefect> oddities = new ArrayList<>();
    Map<String, Assignment> agent = readings.lastBy(Dialect.ECS_INIT);
    Map<String, Assignment> init = readings.lastBy(Dialect.SYSTEMD);
    for (InitSettings.InitSetting setting : InitSettings.all()) {
      String key = setting.key();
      Optional<Assignment> forAgent =
          Optional.ofNullable(agent.get(key)).filter(a -> !explained.contains(a.line()));
      Optional<Assignment> forInit = Optional.ofNullable(init.get(key));
      forAgent
          .filter(a -> forInit.filter(i -> same(key, a.value(), i.value())).isEmpty())
          .ifPresent(a -> oddities.add(difference(path, a, forInit, setting.alsoAgent())));
      forInit
          .filter(i -> !agent.containsKey(key) && !explained.contains(i.line()))
          .ifPresent(i -> oddities.add(initOnly(path, i)));
    }
    return oddities;
  }

  private static LineDefect difference(
      String path, Assignment agent, Optional<Assignment> init, boolean agentReads) {
    boolean backslash = agent.value().indexOf('\\') >= 0;
    LineDefect.Kind kind = backslash ? LineDefect.Kind.BACKSLASH : LineDefect.Kind.READERS_DIFFER;
    String initTakes = init.map(Assignment::value).orElse("");
    LineDefect.Builder oddity =
        LineDefect.at(kind, Origin.line(path, agent.line()))
            .key(agent.key())
            .taken(agentReads ? agent.value() : initTakes);
    if (!agentReads) {
      oddity.meant(agent.value());
    }
    String message =
        init.isEmpty()
            ? "systemd does not take this line for ecs-init: the line before it, or a character"
                + " before the name, hides it"
            : backslash
                ? "systemd removes or interprets the backslash, other readers keep it"
                : agentReads
                    ? "the agent and systemd take different values"
                    : "ecs-init takes something else than what stands there";
    return oddity.because(message, OddLines.PLAIN);
  }

  private static LineDefect initOnly(String path, Assignment init) {
    return LineDefect.at(LineDefect.Kind.READERS_DIFFER, Origin.line(path, init.line()))
        .key(init.key())
        .taken("")
        .meant(init.value())
        .because("systemd takes this for ecs-init, the agent does not", OddLines.PLAIN);
  }

  /** Spaces at the ends do not count for the settings that the agent trims. */
  private static boolean same(String key, String agent, String init) {
    Optional<AgentSetting> setting = AgentSettings.find(key);
    return setting.filter(s -> s.kind() != Kind.TEXT).isPresent()
        ? GoText.trimSpace(agent).equals(GoText.trimSpace(init))
        : agent.equals(init) || setting.isEmpty() && agent.strip().equals(init.strip());
  }
}
