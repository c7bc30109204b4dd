package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.Reading;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.init.InitSettings.InitSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line that the agent and ecs-init read differently. Only the variables that ecs-init reads
 * count: nobody looks at what systemd makes of the others.
 */
final class ReadersDiffer implements FileRule, PlainRule {

  @Override
  public void find(FileSearch search) {
    if (!(search.readings().by(Dialect.SYSTEMD) instanceof Reading.Accepted)) {
      return;
    }
    Map<String, Assignment> agent = search.readings().lastBy(Dialect.ECS_INIT);
    Map<String, Assignment> init = search.readings().lastBy(Dialect.SYSTEMD);
    List<LineDefect> defects = new ArrayList<>();
    for (InitSetting setting : InitSettings.all()) {
      String key = setting.key();
      Optional<Assignment> forAgent = Optional.ofNullable(agent.get(key));
      Optional<Assignment> forInit = Optional.ofNullable(init.get(key));
      forAgent
          .filter(a -> !search.isExplained(a.line()))
          .filter(a -> forInit.filter(i -> isSame(key, a.value(), i.value())).isEmpty())
          .ifPresent(a -> defects.add(difference(search, a, forInit, setting.alsoAgent())));
      forInit
          .filter(i -> forAgent.isEmpty() && !search.isExplained(i.line()))
          .ifPresent(i -> defects.add(initOnly(search, i)));
    }
    defects.forEach(search::add);
  }

  private LineDefect difference(
      FileSearch search, Assignment agent, Optional<Assignment> init, boolean agentReads) {
    boolean backslash = agent.value().indexOf('\\') >= 0;
    Rule rule = backslash ? Rules.BACKSLASH : this;
    LineDefect.Builder defect =
        rule.at(backslash ? Kind.BACKSLASH : Kind.READERS_DIFFER, search.line(agent.line()))
            .key(agent.key())
            .effective(agentReads ? agent.value() : init.map(Assignment::value).orElse(""));
    if (!agentReads) {
      defect.intended(agent.value());
    }
    if (init.isEmpty()) {
      return defect.because(
          "systemd does not see this line for ecs-init: the line before it, or a character before"
              + " the name, hides it",
          Names.WRITE_PLAINLY);
    }
    return defect.because(
        backslash
            ? "systemd removes or interprets the backslash, and other readers keep it"
            : agentReads
                ? "The agent and systemd read different values"
                : "ecs-init reads another value than the line seems to say",
        Names.WRITE_PLAINLY);
  }

  private LineDefect initOnly(FileSearch search, Assignment init) {
    return at(Kind.READERS_DIFFER, search.line(init.line()))
        .key(init.key())
        .effective("")
        .intended(init.value())
        .because("systemd reads this for ecs-init, and the agent does not", Names.WRITE_PLAINLY);
  }

  /** Spaces at the ends do not count for the settings that the agent trims. */
  private static boolean isSame(String key, String agent, String init) {
    Optional<AgentSetting> setting = AgentSettings.find(key);
    return setting.filter(s -> s.kind() != AgentSetting.Kind.TEXT).isPresent()
        ? GoText.trimSpace(agent).equals(GoText.trimSpace(init))
        : agent.equals(init) || setting.isEmpty() && agent.strip().equals(init.strip());
  }

  @Override
  public LineRewrite.Left alreadyPlain() {
    return new LineRewrite.Left("The line is plain, and lines before it hide it");
  }
}
