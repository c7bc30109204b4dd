package io.ecsharden.hygiene;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.value.PlacedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A setting that a later line of the same file sets again. */
final class Duplicate implements FileRule, RewritingRule {

  @Override
  public void find(FileSearch search) {
    Map<String, Assignment> last = search.readings().lastBy(Dialect.ECS_INIT);
    List<Assignment> all = search.assignments();
    if (all.size() == last.size()) {
      return;
    }
    UnlistedDefects.Search again = line -> defect(search, onLine(all, line), last);
    for (Assignment assignment : all) {
      Assignment wins = last.get(assignment.key());
      if (wins == null
          || wins.line() == assignment.line()
          || EmptyWins.isBetween(wins, assignment)
          || !KnownKeys.isSetting(assignment.key())) {
        continue;
      }
      search.add(this, assignment.line(), again);
    }
  }

  /** ecs-init finds at most one on a line. */
  private static Assignment onLine(List<Assignment> all, int line) {
    int from = 0;
    int to = all.size() - 1;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (all.get(middle).line() < line) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return all.get(from);
  }

  private LineDefect defect(
      FileSearch search, Assignment assignment, Map<String, Assignment> last) {
    Assignment wins = last.getOrDefault(assignment.key(), assignment);
    return at(Kind.DUPLICATE, search.line(assignment.line()))
        .key(assignment.key())
        .effective(wins.value())
        .intended(assignment.value())
        .because(
            PlacedText.line(
                "Line ",
                search.line(wins.line()),
                wins.value().equals(assignment.value()) ? " says the same" : " overrides this one"),
            "Keep one of them");
  }

  @Override
  public LineRewrite rewrite(LineDefect defect, EnvLine line) {
    String value = defect.intended().orElse("");
    String wins = defect.effective().orElse("");
    boolean same = value.equals(wins) || isSameBoolean(defect.key().orElse(""), value, wins);
    return same
        ? new LineRewrite.Removed("remove it, a later line says the same")
        : new LineRewrite.Left("Only a person can tell which of the lines was intended");
  }

  /** For ecs-init, {@code TRUE} is sometimes not true. */
  private static boolean isSameBoolean(String key, String one, String other) {
    Optional<Boolean> meaning = GoBoolean.parse(one);
    return AgentSettings.find(key).filter(setting -> setting.kind().isBoolean()).isPresent()
        && !InitSettings.reads(key)
        && meaning.isPresent()
        && meaning.equals(GoBoolean.parse(other));
  }
}
