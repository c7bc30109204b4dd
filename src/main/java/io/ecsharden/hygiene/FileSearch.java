package io.ecsharden.hygiene;

import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
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
  private final UnlistedDefects unlisted;
  private final BitSet explained = new BitSet();

  FileSearch(String path, FileReadings readings) {
    this.path = path;
    this.readings = readings;
    this.unlisted = new UnlistedDefects(path);
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
    return new Defects(search.listed, List.of(search.unlisted));
  }

  /**
   * Each line is judged by its text, and a comment by whether a line follows it: so of lines that
   * repeat one is judged for all but the last one.
   */
  private void lines() {
    EnvFile file = readings.file();
    List<Known> known = List.of();
    for (int i = 1; i <= file.lines().count(); i++) {
      boolean followed = i < file.lines().count() && file.lines().repeats(i);
      if (file.lines().repeats(i - 1) && (known.isEmpty() || isFull() && followed)) {
        for (Known defect : known) {
          addUnlisted(defect.rule(), i, defect.search());
        }
        continue;
      }
      EnvLine line = new EnvLine(path, file.lines(), i, file.comments());
      // a NUL byte is a defect of the file
      known = line.text().isEmpty() || line.text().indexOf('\0') >= 0 ? List.of() : line(line);
    }
  }

  /** A rule that has found a defect, and how to find it again. */
  private record Known(LineRule rule, UnlistedDefects.Search search) {}

  private List<Known> line(EnvLine line) {
    List<Known> known = List.of();
    for (LineRule rule : Rules.of(line)) {
      Optional<LineDefect> defect = rule.find(line);
      if (defect.isPresent()) {
        UnlistedDefects.Search search = number -> again(rule, number);
        add(defect.get(), search);
        if (!line.isComment()) {
          return List.of(new Known(rule, search));
        }
        known = new ArrayList<>(known);
        known.add(new Known(rule, search));
      }
    }
    return known;
  }

  private LineDefect again(LineRule rule, int number) {
    EnvFile file = readings.file();
    return rule.find(new EnvLine(path, file.lines(), number, file.comments())).orElseThrow();
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
    return readings.by(Dialect.ECS_INIT) instanceof Reading.Accepted(List<Assignment> all)
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
    add(defect, line -> defect);
  }

  /**
   * The same for a defect that can be found again.
   *
   * @param search finds it
   */
  private void add(LineDefect defect, UnlistedDefects.Search search) {
    if (listed.size() < MOST) {
      explain(defect.rule(), defect.where().line());
      listed.add(defect);
    } else {
      addUnlisted(defect.rule(), defect.where().line(), search);
    }
  }

  /**
   * The same for a defect that is found when somebody asks for it.
   *
   * @param line from 1
   */
  void add(Rule rule, int line, UnlistedDefects.Search search) {
    if (listed.size() < MOST) {
      add(search.on(line));
    } else {
      addUnlisted(rule, line, search);
    }
  }

  private void addUnlisted(Rule rule, int line, UnlistedDefects.Search search) {
    explain(rule, line);
    if (listed.size() == MOST) {
      listed.add(Rules.TOO_MANY.from(line > 0 ? line(line) : Origin.wholeFile(path), MOST));
    }
    if (rule instanceof RewritingRule && line > 0) {
      unlisted.add(line, search);
    }
  }

  private void explain(Rule rule, int line) {
    explained.set(line, line + rule.explainedLines());
  }
}
