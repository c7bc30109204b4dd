package io.ecsharden.hygiene;

import io.ecsharden.format.Lines;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.Reading;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The search for defects in one env file. A line that one rule explains is not looked at by the
 * rules that compare readers. Not for several threads.
 */
final class FileSearch {

  /** Nobody reads more of them; a repair rewrites the others too. */
  private static final int MOST = 1000;

  private final String path;
  private final FileReadings readings;
  private final List<LineDefect> listed = new ArrayList<>();
  private final List<LineDefect> unlisted = new ArrayList<>();
  private final BitSet explained = new BitSet();

  FileSearch(String path, FileReadings readings) {
    this.path = path;
    this.readings = readings;
  }

  /** The defects of a file, in the order of its lines. */
  static Defects find(String path, FileReadings readings) {
    FileSearch search = new FileSearch(path, readings);
    Rules.UTF_16.find(search);
    if (search.listed.isEmpty()) {
      Rules.BEFORE_LINES.forEach(rule -> rule.find(search));
      search.lines();
      Rules.AFTER_LINES.forEach(rule -> rule.find(search));
    }
    search.listed.sort(Comparator.comparingInt(defect -> defect.where().line()));
    return new Defects(search.listed, search.unlisted);
  }

  private void lines() {
    Lines lines = readings.file().lines();
    for (int i = 1; i <= lines.count(); i++) {
      EnvLine line = new EnvLine(path, lines, i, readings.file().comments());
      // a NUL byte is a defect of the file
      if (!line.text().isEmpty() && line.text().indexOf('\0') < 0) {
        line(line);
      }
    }
  }

  private void line(EnvLine line) {
    for (LineRule rule : Rules.of(line)) {
      Optional<LineDefect> defect = rule.find(line);
      defect.ifPresent(this::add);
      if (defect.isPresent() && !line.isComment()) {
        return;
      }
    }
  }

  /** The file's path on the instance. */
  String path() {
    return path;
  }

  /** The place of a line, from 1. */
  Origin line(int number) {
    return Origin.line(path, number);
  }

  /** What the readers make of the file. */
  FileReadings readings() {
    return readings;
  }

  /** Every assignment that ecs-init finds for the agent. */
  List<Assignment> assignments() {
    return readings.by(Dialect.ECS_INIT) instanceof Reading.Taken(List<Assignment> all)
        ? all
        : List.of();
  }

  /** Whether a rule has found a defect of a line, or one that explains what is wrong with it. */
  boolean isExplained(int line) {
    return explained.get(line);
  }

  /** Whether no more defects are listed. */
  boolean isFull() {
    return listed.size() > MOST;
  }

  /** Adds a defect; of those that are too many only one is listed, which stands for all. */
  void add(LineDefect defect) {
    int line = defect.where().line();
    explained.set(line, line + defect.rule().explainedLines());
    if (listed.size() < MOST) {
      listed.add(defect);
      return;
    }
    if (listed.size() == MOST) {
      listed.add(Rules.TOO_MANY.from(defect.where(), MOST));
    }
    if (defect.isRewritable()) {
      unlisted.add(defect);
    }
  }
}
